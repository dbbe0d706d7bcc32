/** Rows of a CSV or TSV file, as a stream. Source: RFC 4180. */
import Papa from "papaparse";
import { withPoint } from "#core/cell-value.ts";
import type { TextEncoding } from "#core/text-reading.ts";
import { decodedPieces } from "./text-encoding.ts";

export interface TableRow {
  /** 1-based line that the row begins on: cells may hold line ends. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A row may hold several cells of 100 KB; one that does not end within this has a quote that is open. */
const MAX_ROW = 8 * 1024 * 1024;
/** Characters gathered before they are parsed. */
const PIECE = 1024 * 1024;

const lineEnds = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => sum + cell.split("\n").length - 1, 0);

export interface TableDialect {
  readonly delimiter: string;
  readonly newline: "\n" | "\r\n" | "\r";
}

const SHOWING = { preview: 20, skipEmptyLines: true } as const;

/** Whether semicolons cut the rows alike, and all commas below the first row are then decimal commas. */
function hasDecimalCommas(head: string): boolean {
  const options = { ...SHOWING, delimiter: ";" };
  const [first = [], ...rows] = Papa.parse<string[]>(head, options).data;
  if (first.length < 2 || rows.some(({ length }) => length !== first.length))
    return false;
  const withComma = rows.flat().filter((cell) => cell.includes(","));
  return (
    withComma.length > 0 &&
    withComma.every((cell) => withPoint(cell.trim()) !== null)
  );
}

/** Comma, Tab, semicolon or bar: the one that cuts the first rows into equal numbers of cells. */
export function dialectOf(head: string): TableDialect {
  const { meta } = Papa.parse<string[]>(head, {
    ...SHOWING,
    delimitersToGuess: [",", "\t", ";", "|"],
  });
  const newline = meta.linebreak as TableDialect["newline"];
  // Where every column has decimals, commas cut the rows alike, too.
  const isTaken = meta.delimiter === "," && hasDecimalCommas(head);
  return { delimiter: isTaken ? ";" : meta.delimiter, newline };
}

/** The first rows of a table, from its beginning. */
export const firstRows = (head: string, dialect: TableDialect): string[][] =>
  Papa.parse<string[]>(head, {
    ...dialect,
    preview: 200,
    skipEmptyLines: true,
  }).data;

/** @param onOpenQuote is told the line where a quote opens that nothing closes; reading ends there. */
export async function* tableRows(
  file: Blob,
  encoding: TextEncoding,
  dialect: TableDialect,
  onOpenQuote: (line: number) => void,
): AsyncGenerator<TableRow> {
  let text = "";
  let line = 1;
  const take = (isLast: boolean): TableRow[] => {
    const { data, meta, errors } = new Papa.Parser(dialect).parse(
      text,
      0,
      !isLast,
    ) as Papa.ParseResult<string[]>;
    const open = errors.find(({ code }) => code === "MissingQuotes")?.row;
    const rows: TableRow[] = [];
    for (const [i, cells] of data.entries()) {
      if (isLast && i === open) {
        onOpenQuote(line);
        break;
      }
      rows.push({ line, cells });
      line += 1 + lineEnds(cells);
    }
    text = isLast ? "" : text.slice(meta.cursor);
    return rows;
  };
  let parsedAt = PIECE;
  for await (const piece of decodedPieces(file, encoding)) {
    text += piece;
    if (text.length < parsedAt) continue;
    yield* take(false);
    // An unfinished row is not parsed again and again.
    parsedAt = text.length + PIECE;
    if (text.length > MAX_ROW) {
      onOpenQuote(line);
      return;
    }
  }
  if (text !== "") yield* take(true);
}

/** A table program would run a cell that begins so; it gets a Tab. Source: data management 9.1. */
export const guarded = (text: string): string =>
  /^\t*[=+\-@]/.test(text) ? `\t${text}` : text;

export const unguarded = (text: string): string =>
  text.replace(/^\t(?=\t*[=+\-@])/, "");

export const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => `"${guarded(cell).replaceAll('"', '""')}"`).join(",")}\r\n`;
