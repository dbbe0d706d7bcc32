/**
 * Cells of a table as values of its column types. Source: data management 3.3 (Table 7-4): a value
 * that does not fit its type becomes null.
 */
import type { ColumnType } from "./table.ts";

/** Booleans are 0 and 1; dates and timestamps milliseconds since 1970 (UTC); longs exact. */
export type CellValue = number | bigint | string;

const INTEGER = /^[+-]?\d+$/;
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const COMMA_DECIMAL = /^[+-]?(?:\d+,?\d*|,\d+)(?:e[+-]?\d+)?$/i;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})$/;
const BOOLEAN = /^(?:true|false)$/i;
/** How tables write "nothing" where a number should be; a text may mean just that. */
const NOTHING = new Set(["na", "n/a", "nan", "null", "none", "?", "-"]);

const RANGES: Partial<Record<ColumnType, readonly [bigint, bigint]>> = {
  byte: [-128n, 127n],
  short: [-32_768n, 32_767n],
  int: [-2_147_483_648n, 2_147_483_647n],
  long: [-9_223_372_036_854_775_808n, 9_223_372_036_854_775_807n],
};
/** Digits that `Number` holds exactly in any case. */
const SAFE_DIGITS = 15;
const MAX_FLOAT = 3.4028234663852886e38;

function readInteger(
  text: string,
  type: "byte" | "short" | "int" | "long",
): CellValue | undefined {
  if (!INTEGER.test(text)) return undefined;
  const [low, high] = RANGES[type] ?? [0n, 0n];
  if (type !== "long" && text.length <= SAFE_DIGITS) {
    const value = Number(text) + 0;
    return value >= low && value <= high ? value : undefined;
  }
  const value = BigInt(text.replace(/^\+/, ""));
  if (value < low || value > high) return undefined;
  return type === "long" ? value : Number(value);
}

function readDecimal(text: string, most: number): number | undefined {
  if (!DECIMAL.test(text)) return undefined;
  const value = Number(text);
  return Math.abs(value) <= most ? value : undefined;
}

/** ISO text of a day or a moment; a 31st of June is none. */
function readTime(iso: string, day: string): number | undefined {
  const value = Date.parse(iso);
  const isReal =
    !Number.isNaN(value) && new Date(value).toISOString().startsWith(day);
  return isReal ? value : undefined;
}

function readMoment(text: string): number | undefined {
  const [, day = "", time = ""] = MOMENT.exec(text) ?? [];
  return day ? readTime(`${day}T${time}Z`, `${day}T${time}`) : undefined;
}

type Reader = (text: string) => CellValue | undefined;

const READERS: Readonly<Record<Exclude<ColumnType, "string">, Reader>> = {
  byte: (text) => readInteger(text, "byte"),
  short: (text) => readInteger(text, "short"),
  int: (text) => readInteger(text, "int"),
  long: (text) => readInteger(text, "long"),
  double: (text) => readDecimal(text, Number.MAX_VALUE),
  float: (text) => readDecimal(text, MAX_FLOAT),
  date: (text) => (DAY.test(text) ? readTime(text, text) : undefined),
  timestamp: readMoment,
  boolean: (text) =>
    BOOLEAN.test(text) ? Number(text.toLowerCase() === "true") : undefined,
};

/** A number with a decimal comma as one with a point; null for anything else, `3.14` included. */
export const withPoint = (text: string): string | null =>
  COMMA_DECIMAL.test(text) ? text.replace(",", ".") : null;

/**
 * @param hasComma the decimals of the column are written with a comma (`infer-columns.ts`).
 * @returns null for a missing value, undefined for one that does not fit the type.
 */
export function readCell(
  cell: string,
  type: ColumnType,
  hasComma = false,
): CellValue | null | undefined {
  if (type === "string") return cell === "" ? null : cell;
  const text = cell.trim();
  const isNothing = text === "" || NOTHING.has(text.toLowerCase());
  if (isNothing) return null;
  if (!hasComma || (type !== "double" && type !== "float"))
    return READERS[type](text);
  const plain = withPoint(text);
  return plain === null ? undefined : READERS[type](plain);
}

/** The fewest digits that give the same single-precision number. */
function floatText(value: number): string {
  for (let digits = 6; digits < 9; digits += 1) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === value) return String(Number(text));
  }
  return String(value);
}

/** What `readCell` reads as the same value. */
export function cellText(value: CellValue, type: ColumnType): string {
  switch (type) {
    case "boolean":
      return value ? "TRUE" : "FALSE";
    case "date":
      return new Date(Number(value)).toISOString().slice(0, 10);
    case "timestamp":
      return new Date(Number(value))
        .toISOString()
        .slice(0, 19)
        .replace("T", " ");
    case "float":
      return floatText(Number(value));
    default:
      return String(value);
  }
}
