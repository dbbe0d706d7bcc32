/** Which rows of a table train and which validate. Source: ExeML 1.9 (Training and Validation Ratios). */
import { stratifiedSplit } from "./split.ts";
import type { ColumnValues, LabelColumn, Table } from "./table.ts";
import type { SplitSettings } from "./version.ts";

/** Classes as texts; rows without one are a class of their own, which the split leaves in both parts. */
const classesOf = (data: ColumnValues): string[] =>
  Array.from(data.kind === "words" ? data.codes : data.values, String);

/**
 * One entry a row: 0 to learn from, 1 to judge by; decided by the seed alone. Classes give the same
 * share each. Without a split every row is learned from, and the trainer judges by cross-validation.
 */
export function splitRows(
  table: Table,
  label: LabelColumn,
  split: SplitSettings | null,
): Uint8Array {
  const column = table.columns.find(({ name }) => name === label.name);
  if (!split || !column) return new Uint8Array(table.rows);
  const isByClass = split.stratified && label.type === "discrete";
  const groups = isByClass
    ? classesOf(column.data)
    : new Array<string>(table.rows).fill("");
  const parts = stratifiedSplit(groups, split.trainRatio, split.seed);
  return Uint8Array.from(parts, (part) => (part === "EVAL" ? 1 : 0));
}
