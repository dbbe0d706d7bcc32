/** Text of unknown encoding: Unicode where it is marked or valid, else GBK where it looks Chinese, else Windows' Western code page. */
import { decodedAs, looksLikeGbk } from "./zip-name.ts";

const MARKS: readonly (readonly [encoding: string, ...mark: number[]])[] = [
  ["utf-8", 0xef, 0xbb, 0xbf],
  ["utf-16le", 0xff, 0xfe],
  ["utf-16be", 0xfe, 0xff],
];

/** A byte order mark is left out. Source: data management 2.1 (UTF-8 or GBK). */
export function decodeText(bytes: Uint8Array): string {
  const marked = MARKS.find(([, ...mark]) =>
    mark.every((byte, i) => bytes[i] === byte),
  );
  if (marked) return new TextDecoder(marked[0]).decode(bytes);
  return (
    decodedAs(bytes, "utf-8") ??
    (looksLikeGbk(bytes) ? decodedAs(bytes, "gb18030") : null) ??
    new TextDecoder("windows-1252").decode(bytes)
  );
}

export async function readText(file: Blob): Promise<string> {
  return decodeText(new Uint8Array(await file.arrayBuffer()));
}
