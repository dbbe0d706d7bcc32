import type { BlobHash } from "./ids.ts";
import type { Column } from "./table.ts";

/** Rows of one part: enough that a hundred thousand are few files, little enough to open in a moment. */
export const ROWS_PER_PART = 16_384;

export interface TablePart {
  readonly hash: BlobHash;
  readonly rows: number;
  readonly bytes: number;
}

/**
 * The rows of a table dataset, in parts (`table-part.ts`) that are stored by their content. More
 * rows are more parts: what was stored never changes, so that versions share it. Spec: data management 3.3.
 */
export interface StoredTable {
  /** The schema; fixed once rows are there. */
  readonly columns: readonly Column[];
  readonly rows: number;
  /** Bytes of the files that the rows came from. */
  readonly sourceBytes: number;
  /** Rows left out because their number of cells was not that of the schema. */
  readonly ignored: number;
  /** Of each column: values that did not fit its type and became null. */
  readonly bad: readonly number[];
  readonly parts: readonly TablePart[];
}

/** First row of each part, and the row after the last. */
export function partStarts(parts: readonly TablePart[]): number[] {
  const starts = [0];
  for (const { rows } of parts) starts.push((starts.at(-1) ?? 0) + rows);
  return starts;
}

/** Alike for tables of the same schema and rows, whatever else of their dataset changes. */
export const contentKey = ({ columns, parts }: StoredTable): string =>
  [
    ...columns.map(({ name, type }) => `${type} ${name}`),
    ...parts.map(({ hash }) => hash),
  ].join("\n");
