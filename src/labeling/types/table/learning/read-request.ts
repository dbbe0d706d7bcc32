/**
 * Rows of a request, `{"data":{"req_data":[{...}]}}`, as a table. Source: ExeML 1.13, 4.3.
 *
 * An absent key, null and an empty text are missing values (for numbers also `NA` and the like, as
 * in a file), and so are words that training did not
 * see. A key that is no column is refused: a misspelt one would be missing in silence. The label's
 * column and `class` are read over.
 */
import { readCell } from "#core/cell-value.ts";
import { AppError } from "#core/errors.ts";
import type { Column, ColumnType, ColumnValues, Table } from "#core/table.ts";
import type { TableModel } from "#ml/table/table-model.ts";

type Row = Readonly<Record<string, unknown>>;

const wrong = (message: string, row?: number, column?: string): never => {
  throw new AppError("format", message, {
    ...(row !== undefined && { row }),
    ...(column !== undefined && { column }),
  });
};

const isObject = (value: unknown): value is Row =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) as string | undefined;
  return (text ?? String(value)).slice(0, 60);
};

function rowsIn(text: string): Row[] {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    return wrong(
      `The request must be JSON: ${error instanceof Error ? error.message : ""}`,
    );
  }
  const data = isObject(body) && isObject(body["data"]) ? body["data"] : body;
  const rows = isObject(data) ? data["req_data"] : undefined;
  if (!Array.isArray(rows) || rows.length === 0)
    return wrong("`data.req_data` must be a list with a row or more");
  return rows.map((row: unknown, i) =>
    isObject(row)
      ? row
      : wrong(
          `Row ${String(i + 1)} must be an object of columns, but is ${shown(row)}`,
          i + 1,
        ),
  );
}

const isMissing = (value: unknown): boolean =>
  value === undefined || value === null || value === "";

const RULES: Readonly<Record<ColumnType, string>> = {
  string: "a word",
  byte: "a whole number of -128 to 127",
  short: "a whole number of -32768 to 32767",
  int: "a whole number below 2147483648",
  long: "a whole number",
  float: "a number",
  double: "a number",
  date: "a date such as 2024-01-31",
  timestamp: "a time such as 2024-01-31 18:30:00",
  boolean: "true or false",
};

/** Texts are read as the cells of a file are, so that a request and a file are answered alike. */
function numberOf(value: unknown, { name, type }: Column, row: number): number {
  if (value === undefined || value === null) return Number.NaN;
  if (typeof value === "boolean") return Number(value);
  if (typeof value === "number" && Number.isFinite(value))
    return type === "float" ? Math.fround(value) : value;
  const cell = typeof value === "string" ? readCell(value, type) : undefined;
  if (cell === undefined)
    return wrong(
      `Row ${String(row)}: column ${name} must be ${RULES[type]}, but is ${shown(value)}`,
      row,
      name,
    );
  return cell === null ? Number.NaN : Number(cell);
}

function wordOf(value: unknown, name: string, row: number): string | null {
  if (isMissing(value)) return null;
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean")
    return String(value);
  return wrong(
    `Row ${String(row)}: column ${name} must be a word, but is ${shown(value)}`,
    row,
    name,
  );
}

function refuseUnknown(rows: readonly Row[], model: TableModel): void {
  const names = new Set(model.given.map(({ name }) => name));
  const passed = new Set(["class", model.label.name]);
  rows.forEach((row, i) => {
    const keys = Object.keys(row);
    for (const key of keys)
      if (!names.has(key) && !passed.has(key))
        wrong(
          `Row ${String(i + 1)}: \`${key}\` is no column of the model. Its columns are ${[...names].join(", ")}`,
          i + 1,
          key,
        );
    if (!keys.some((key) => names.has(key)))
      wrong(
        `Row ${String(i + 1)} must hold a column of the model or more. Its columns are ${[...names].join(", ")}`,
        i + 1,
      );
  });
}

/** @throws AppError('format') with row, column, rule and value. */
export function requestTable(text: string, model: TableModel): Table {
  const rows = rowsIn(text);
  refuseUnknown(rows, model);
  const columns = model.inputs.map(({ name, type, binning }) => {
    const column = { name, type };
    const values = rows.map((row) => row[name]);
    if (binning.kind === "numbers") {
      const data: ColumnValues = {
        kind: "numbers",
        values: Float64Array.from(values, (value, i) =>
          numberOf(value, column, i + 1),
        ),
      };
      return { ...column, data };
    }
    const words = values.map((value, i) => wordOf(value, name, i + 1));
    const distinct = [...new Set(words)].filter((word) => word !== null);
    const place = new Map(distinct.map((word, i) => [word, i]));
    const codes = Int32Array.from(words, (word) =>
      word === null ? -1 : (place.get(word) ?? -1),
    );
    return {
      ...column,
      data: { kind: "words", words: distinct, codes } as const,
    };
  });
  return { rows: rows.length, columns };
}
