import type { FoundFile } from "#core/import.ts";
import type { FoundSample } from "#labeling/contract.ts";
import { textHash } from "#storage/text-hash.ts";

/** Bytes of a text in UTF-8. */
function bytesOf(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    // Both halves of a pair count two.
    if (code > 0x7f)
      bytes += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

/** A text inside a file, as if it were a file of its own. */
export function fileOfText({
  path,
  samplePath,
  text = "",
}: FoundSample): FoundFile {
  return {
    path: samplePath ?? path,
    hash: textHash(text),
    bytes: bytesOf(text),
    mime: "text/plain",
    media: null,
    isLabelFile: false,
  };
}
