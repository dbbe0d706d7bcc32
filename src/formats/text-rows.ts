/** Lines of a file of texts, as a stream. Source: data management 2.3 (a line has at most 100 KB). */
import type { TextEncoding } from "#core/text-reading.ts";
import { decodedPieces } from "./text-encoding.ts";

export const MAX_ROW_BYTES = 100 * 1024;
/** Of a row that is too long, as much as a report shows. */
const KEPT = 200;

export interface TextRow {
  /** 1-based. */
  readonly line: number;
  /** Without its line end; of a row that is too long the beginning. */
  readonly text: string;
  readonly isTooLong: boolean;
}

const encoder = new TextEncoder();

/** Whether the text is above the limit in UTF-8. */
export const isTooLong = (text: string): boolean =>
  text.length > MAX_ROW_BYTES ||
  (text.length * 3 > MAX_ROW_BYTES &&
    encoder.encode(text).length > MAX_ROW_BYTES);

const rowOf = (line: number, text: string, wasCut: boolean): TextRow => {
  const tooLong = wasCut || isTooLong(text);
  return {
    line,
    text: tooLong ? text.slice(0, KEPT) : text,
    isTooLong: tooLong,
  };
};

/** Every line, empty ones too. Line ends are LF or CRLF in any mix; memory does not grow with a line. */
export async function* textRows(
  file: Blob,
  encoding: TextEncoding,
): AsyncGenerator<TextRow> {
  let rest = "";
  let wasCut = false;
  let line = 1;
  for await (const piece of decodedPieces(file, encoding)) {
    const parts = piece.split("\n");
    for (const [i, part] of parts.entries()) {
      if (rest.length <= MAX_ROW_BYTES) rest += part;
      else wasCut = true;
      if (i === parts.length - 1) break;
      yield rowOf(line, rest.replace(/\r$/, ""), wasCut);
      [rest, wasCut] = ["", false];
      line += 1;
    }
  }
  if (rest !== "") yield rowOf(line, rest.replace(/\r$/, ""), wasCut);
}
