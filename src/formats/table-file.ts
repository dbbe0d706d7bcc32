/** Files of rows, whichever kind they are: text with delimiters, or a spreadsheet. */
import type { Problem } from "#core/problems.ts";
import type { TableReading } from "#core/table-import.ts";
import type { TextEncoding } from "#core/text-reading.ts";
import { readSpreadsheet } from "./spreadsheet.ts";
import { decodedPieces, detectEncoding } from "./text-encoding.ts";
import { dialectOf, tableRows, type TableRow } from "./text-table.ts";

export interface OpenTable {
  /** Null for a spreadsheet. */
  readonly encoding: TextEncoding | null;
  readonly delimiter: string | null;
  readonly rows: AsyncIterable<TableRow> | Iterable<TableRow>;
}

/** Characters that show which delimiter a file has. */
const HEAD = 64 * 1024;
const TABLE_FILE = /\.(csv|tsv|txt|xlsx)$/i;

export const isTableFile = (path: string): boolean => TABLE_FILE.test(path);
export const isSpreadsheet = (path: string): boolean => /\.xlsx$/i.test(path);

async function headOf(file: Blob, encoding: TextEncoding): Promise<string> {
  let text = "";
  for await (const piece of decodedPieces(file, encoding)) {
    text += piece;
    if (text.length >= HEAD) break;
  }
  return text.slice(0, HEAD);
}

/**
 * @param report is told of a quote that nothing closes, and of sheets that are not read.
 * @throws AppError('format') for a spreadsheet that is none.
 */
export async function openTable(
  path: string,
  file: Blob,
  reading: TableReading,
  report: (problem: Problem) => void,
): Promise<OpenTable> {
  if (isSpreadsheet(path)) {
    const { rows, otherSheets } = await readSpreadsheet(file);
    if (otherSheets.length > 0)
      report({
        severity: "warning",
        rule: "table.sheets",
        file: path,
        message: `Only the first sheet is read, the file has ${String(otherSheets.length + 1)}`,
        value: otherSheets.join(", ").slice(0, 200),
      });
    return { encoding: null, delimiter: null, rows };
  }
  const encoding = reading.encoding ?? (await detectEncoding(file));
  const found = dialectOf(await headOf(file, encoding));
  const dialect = { ...found, delimiter: reading.delimiter ?? found.delimiter };
  const onOpenQuote = (line: number): void =>
    report({
      severity: "error",
      rule: "table.quote",
      file: path,
      line,
      message: "A quote opens here that nothing closes: reading ends",
    });
  return {
    encoding,
    delimiter: dialect.delimiter,
    rows: tableRows(file, encoding, dialect, onOpenQuote),
  };
}
