/** Rows of whole tables, for backup and restore. */
import { database } from "./database.ts";
import { guarded } from "./errors.ts";

/** Everything a person made; jobs, staging and caches are not. */
export const BACKED_UP = [
  "datasets",
  "samples",
  "labelingJobs",
  "labels",
  "items",
  "steps",
  "versions",
  "projects",
  "trainings",
  "backbones",
  "models",
  "services",
  "traces",
] as const;

export type BackedUpTable = (typeof BACKED_UP)[number];

const PAGE = 1000;

export async function* readRows(table: BackedUpTable): AsyncGenerator<unknown> {
  for (let at = 0; ; at += PAGE) {
    const rows = await guarded(() =>
      database.table(table).offset(at).limit(PAGE).toArray(),
    );
    yield* rows as unknown[];
    if (rows.length < PAGE) return;
  }
}

/** Puts rows as they were; a row of the same key is replaced by the backup's. @returns how many. */
export async function writeRows(
  table: BackedUpTable,
  rows: readonly unknown[],
): Promise<number> {
  for (let at = 0; at < rows.length; at += PAGE) {
    await guarded(() =>
      database.table(table).bulkPut(rows.slice(at, at + PAGE)),
    );
  }
  return rows.length;
}
