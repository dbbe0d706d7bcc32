import type { Box } from "#core/geometry.ts";
import type { PictureSize } from "./picture-labels.ts";

/** A spreadsheet runs what begins with = + - or @, unless there is a ' before it. */
const guard = (text: string): string =>
  /^['=+\-@]/.test(text) ? `'${text}` : text;

/** Source: RFC 4180. */
const quoted = (text: string): string =>
  /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** The first line of a table that is written. */
export const BOX_CSV_HEAD =
  "filename,width,height,class,xmin,ymin,xmax,ymax\r\n";

/** One line of a table; numbers may be negative, which no spreadsheet takes for more than that. */
export function boxCsvLine(
  name: string,
  size: PictureSize | null,
  label: string,
  { xMin, yMin, xMax, yMax }: Box,
): string {
  const { width = "", height = "" } = size ?? {};
  const [path, text] = [name, label].map((one) => quoted(guard(one)));
  return `${[path, width, height, text, xMin, yMin, xMax, yMax].join(",")}\r\n`;
}
