/** Which type a column of texts has: the narrowest that loses none of its values. */
import { readCell, withPoint } from "./cell-value.ts";
import type { ColumnType } from "./table.ts";

/**
 * What a cell could be: the narrowest type it fits. A `code` is digits after a zero, which a number
 * would lose (`longCode`: more of them than Int holds); `digits` are a whole number beyond Long.
 * `comma` is a number with a decimal comma; `grouped` is one that may as well be thousands: 1,234.
 */
type CellKind =
  | Exclude<ColumnType, "float">
  | "code"
  | "longCode"
  | "digits"
  | "comma"
  | "grouped";

/** Cells of a column by what they could be, besides `missing` ones and words for "nothing". */
export interface KindCounts {
  readonly cells: Record<CellKind, number>;
  missing: number;
  /** `NA`, `?`: missing in a column of numbers, a word among words. */
  nothing: number;
}

export const noKinds = (): KindCounts => ({
  cells: {
    string: 0,
    byte: 0,
    short: 0,
    int: 0,
    long: 0,
    double: 0,
    date: 0,
    timestamp: 0,
    boolean: 0,
    code: 0,
    longCode: 0,
    digits: 0,
    comma: 0,
    grouped: 0,
  },
  missing: 0,
  nothing: 0,
});

const NARROWEST = [
  "byte",
  "short",
  "int",
  "long",
  "double",
  "date",
  "timestamp",
  "boolean",
] as const;
const CODE = /^[+-]?0\d+$/;
const WHOLE = /^[+-]?\d+$/;
const GROUPED = /^[+-]?[1-9]\d{0,2},\d{3}$/;

/** A file whose cells are separated by commas has no decimal commas; a spreadsheet has numbers. */
export const mayHaveDecimalCommas = (delimiter: string | null): boolean =>
  delimiter !== null && delimiter !== ",";

/** @param delimiter between cells: where it is a semicolon, commas are decimal commas. */
function commaKind(text: string, delimiter: string | null): CellKind {
  if (!mayHaveDecimalCommas(delimiter) || withPoint(text) === null)
    return "string";
  return delimiter !== ";" && GROUPED.test(text) ? "grouped" : "comma";
}

function kindOf(text: string, delimiter: string | null): CellKind {
  const narrowest = NARROWEST.find(
    (type) => readCell(text, type) !== undefined,
  );
  if (!narrowest) return commaKind(text, delimiter);
  if (narrowest === "double" && WHOLE.test(text)) return "digits";
  if (!CODE.test(text)) return narrowest;
  return narrowest === "long" ? "longCode" : "code";
}

/** @param delimiter between the cells of the file; null for a spreadsheet. */
export function countCell(
  counts: KindCounts,
  cell: string,
  delimiter: string | null,
): void {
  if (cell.trim() === "") {
    counts.missing += 1;
    return;
  }
  if (readCell(cell, "int") === null) {
    counts.nothing += 1;
    return;
  }
  counts.cells[kindOf(cell.trim(), delimiter)] += 1;
}

/**
 * Whether decimals of the column are written with a comma: more are than with a point, and one at
 * least cannot be thousands.
 */
export const hasDecimalComma = ({ cells }: KindCounts): boolean =>
  cells.comma > 0 && cells.comma + cells.grouped > cells.double;

const WHOLE_NUMBERS = ["byte", "short", "int", "long", "digits"] as const;
const NUMBERS = [...WHOLE_NUMBERS, "double"] as const;
const COMMA_NUMBERS = [...WHOLE_NUMBERS, "comma", "grouped"] as const;

/**
 * Whole numbers are Int where they can be, and Long where they must. Beyond Long they are numbers
 * only next to decimals: alone they name something, and must keep their digits.
 */
export function inferType({ cells }: KindCounts): ColumnType {
  const found = (Object.keys(cells) as CellKind[]).filter(
    (kind) => cells[kind] > 0,
  );
  const has = (...kinds: CellKind[]): boolean =>
    found.length > 0 && found.every((kind) => kinds.includes(kind));
  if (has("byte", "short", "int")) return "int";
  if (has("byte", "short", "int", "long")) return "long";
  if (cells.double > 0 && has(...NUMBERS)) return "double";
  if (cells.comma > 0 && has(...COMMA_NUMBERS)) return "double";
  if (has("date")) return "date";
  if (has("timestamp")) return "timestamp";
  if (has("boolean")) return "boolean";
  return "string";
}

const CODES = ["code", "longCode"] as const;
const DECIMALS = [...NUMBERS, ...CODES] as const;
const COMMA_DECIMALS = [...COMMA_NUMBERS, ...CODES] as const;

/** Kinds of cells that a column of the type holds. */
const HELD: Readonly<Record<ColumnType, readonly CellKind[]>> = {
  string: [
    ...DECIMALS,
    ...COMMA_DECIMALS,
    "string",
    "date",
    "timestamp",
    "boolean",
  ],
  byte: ["byte"],
  short: ["byte", "short"],
  int: ["byte", "short", "int", "code"],
  long: ["byte", "short", "int", "code", "long", "longCode"],
  float: DECIMALS,
  double: DECIMALS,
  date: ["date"],
  timestamp: ["timestamp"],
  boolean: ["boolean"],
};

/** How many values would become null in a column of the type. */
export function misfits(counts: KindCounts, type: ColumnType): number {
  const { cells } = counts;
  const isDecimal = type === "double" || type === "float";
  const held = new Set<CellKind>(
    isDecimal && hasDecimalComma(counts) ? COMMA_DECIMALS : HELD[type],
  );
  return (Object.keys(cells) as CellKind[])
    .filter((kind) => !held.has(kind))
    .reduce((sum, kind) => sum + cells[kind], 0);
}

/** How many values are missing in a column of the type. */
export const absent = (
  { missing, nothing }: KindCounts,
  type: ColumnType,
): number => (type === "string" ? missing : missing + nothing);
