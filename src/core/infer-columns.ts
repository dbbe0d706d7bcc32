/** Which type a column of texts has: the narrowest that loses none of its values. */
import { readCell } from "./cell-value.ts";
import type { ColumnType } from "./table.ts";

/**
 * What a cell could be: the narrowest type it fits. A `code` is digits after a zero, which a number
 * would lose (`longCode`: more of them than Int holds); `digits` are a whole number beyond Long.
 */
type CellKind = Exclude<ColumnType, "float"> | "code" | "longCode" | "digits";

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

function kindOf(text: string): CellKind {
  const narrowest = NARROWEST.find(
    (type) => readCell(text, type) !== undefined,
  );
  if (!narrowest) return "string";
  if (narrowest === "double" && WHOLE.test(text)) return "digits";
  if (!CODE.test(text)) return narrowest;
  return narrowest === "long" ? "longCode" : "code";
}

export function countCell(counts: KindCounts, cell: string): void {
  if (cell.trim() === "") {
    counts.missing += 1;
    return;
  }
  if (readCell(cell, "int") === null) {
    counts.nothing += 1;
    return;
  }
  counts.cells[kindOf(cell.trim())] += 1;
}

const NUMBERS = ["byte", "short", "int", "long", "double", "digits"] as const;

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
  if (has("date")) return "date";
  if (has("timestamp")) return "timestamp";
  if (has("boolean")) return "boolean";
  return "string";
}

const DECIMALS = [...NUMBERS, "code", "longCode"] as const;

/** Kinds of cells that a column of the type holds. */
const HELD: Readonly<Record<ColumnType, readonly CellKind[]>> = {
  string: [...DECIMALS, "string", "date", "timestamp", "boolean"],
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
export function misfits({ cells }: KindCounts, type: ColumnType): number {
  const held = new Set(HELD[type]);
  return (Object.keys(cells) as CellKind[])
    .filter((kind) => !held.has(kind))
    .reduce((sum, kind) => sum + cells[kind], 0);
}

/** How many values are missing in a column of the type. */
export const absent = (
  { missing, nothing }: KindCounts,
  type: ColumnType,
): number => (type === "string" ? missing : missing + nothing);
