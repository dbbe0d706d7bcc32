/** Which encoding a file of text has, by its byte order mark, its validity and its bytes' statistics. */
import type { Problem } from "#core/problems.ts";
import type { TextEncoding } from "#core/text-reading.ts";
import { looksLikeGbk } from "./zip-name.ts";

const MARKS: readonly (readonly [TextEncoding, ...number[]])[] = [
  ["utf-8", 0xef, 0xbb, 0xbf],
  ["utf-16le", 0xff, 0xfe],
  ["utf-16be", 0xfe, 0xff],
];

/** What a decoder makes of bytes that it does not know. */
const BROKEN = "\ufffd";

const LOOK_BYTES = 256 * 1024;
/** UTF-8 with a few broken bytes is UTF-8 still; other encodings are broken nearly everywhere. */
const BROKEN_SHARE = 0.1;

/** UTF-16 without a mark: letters below 256 have a zero byte, and other encodings have none. */
function utf16Of(bytes: Uint8Array): TextEncoding | null {
  const zeros = [0, 0];
  bytes.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (even + odd === 0 || Math.min(even, odd) * 4 > Math.max(even, odd))
    return null;
  return odd > even ? "utf-16le" : "utf-16be";
}

function brokenShare(bytes: Uint8Array, encoding: TextEncoding): number {
  // A character cut at the end is not a broken one.
  const text = new TextDecoder(encoding).decode(bytes, { stream: true });
  let [broken, foreign] = [0, 0];
  for (const char of text) {
    if (char === BROKEN) broken += 1;
    if (char > "\u007f") foreign += 1;
  }
  return foreign === 0 ? 0 : broken / foreign;
}

/** Of bytes without a mark, some of them above 127 or zero. */
function encodingOf(bytes: Uint8Array): TextEncoding {
  const wide = utf16Of(bytes);
  if (wide) return wide;
  if (brokenShare(bytes, "utf-8") < BROKEN_SHARE) return "utf-8";
  return looksLikeGbk(bytes) && brokenShare(bytes, "gb18030") < BROKEN_SHARE
    ? "gb18030"
    : "windows-1252";
}

/** Where the lines begin that say something: pure ASCII before them is the same in most encodings. */
async function tellingPart(file: Blob): Promise<Uint8Array> {
  let first = new Uint8Array();
  for (let at = 0; at < file.size; at += LOOK_BYTES) {
    const part = await file.slice(at, at + LOOK_BYTES).arrayBuffer();
    const bytes = new Uint8Array(part);
    if (at === 0) first = bytes;
    const found = bytes.findIndex((byte) => byte > 127 || byte === 0);
    if (found < 0) continue;
    // From the start of its line, so that no character is cut; at an even place for UTF-16.
    const line = bytes.lastIndexOf(10, found) + 1;
    return at === 0 ? bytes : bytes.subarray(line - (line % 2));
  }
  return first;
}

export async function detectEncoding(file: Blob): Promise<TextEncoding> {
  const head = new Uint8Array(await file.slice(0, 3).arrayBuffer());
  const marked = MARKS.find(([, ...mark]) =>
    mark.every((byte, i) => head[i] === byte),
  );
  return marked ? marked[0] : encodingOf(await tellingPart(file));
}

/** The text as a stream of pieces; a byte order mark is left out, broken bytes become U+FFFD. */
export async function* decodedPieces(
  file: Blob,
  encoding: TextEncoding,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  const reader = file.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield decoder.decode(value, { stream: true });
    }
  } finally {
    await reader.cancel();
  }
  yield decoder.decode();
}

/** What is to tell of broken bytes in decoded text, with what stands around the first; null where there are none. */
export function bytesProblem(
  text: string,
  encoding: TextEncoding,
): Pick<Problem, "severity" | "message" | "value"> | null {
  const at = text.indexOf(BROKEN);
  if (at < 0) return null;
  return {
    severity: "warning",
    message: `The line holds bytes that are not valid in ${encoding}; they show as ${BROKEN}`,
    value: text.slice(Math.max(0, at - 100), at + 100),
  };
}
