/** A row as its form holds it, and as the JSON of a request. Source: ExeML 1.13. */
import { readCell } from "#core/cell-value.ts";
import type { Column } from "#core/table.ts";

/** Text of each field by the column's name; empty = missing. */
export type RowTexts = Readonly<Record<string, string>>;

const isNumeric = ({ type }: Column): boolean =>
  !["string", "boolean", "date", "timestamp"].includes(type);

/** Null where nothing was typed; what does not fit goes out as it is, and the model tells. */
function valueOf(text: string, column: Column): unknown {
  if (text.trim() === "") return null;
  const value = readCell(text, column.type);
  if (value === undefined || value === null) return text;
  if (column.type === "boolean") return value === 1;
  return isNumeric(column) ? Number(value) : text;
}

export function requestText(row: RowTexts, columns: readonly Column[]): string {
  const values = columns.map((column) => [
    column.name,
    valueOf(row[column.name] ?? "", column),
  ]);
  const request = { data: { req_data: [Object.fromEntries(values)] } };
  return JSON.stringify(request, null, 2);
}

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  return typeof value === "string" ? value : JSON.stringify(value);
};

/** The first row of a request; null while its text is no request. */
export function rowOfRequest(text: string): RowTexts | null {
  try {
    const body = JSON.parse(text) as {
      readonly data?: { readonly req_data?: readonly unknown[] };
    } | null;
    const row = body?.data?.req_data?.[0];
    if (typeof row !== "object" || row === null) return null;
    return Object.fromEntries(
      Object.entries(row).map(([key, value]) => [key, textOf(value)]),
    );
  } catch {
    return null;
  }
}

/** What is wrong with a field's text, in the column's own type; null when it fits. */
export const isMisfit = (text: string, { type }: Column): boolean =>
  readCell(text, type) === undefined;
