/** Rows of whole tables, for backups. */
import type { BlobHash } from "#core/ids.ts";
import { database } from "./database.ts";
import { guarded } from "./errors.ts";

/** Everything a person made; background jobs, staging, settings and caches are not. */
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
  "calls",
  "traces",
] as const;

export type BackedUpTable = (typeof BACKED_UP)[number];

/** The records of this device at one moment. */
export interface RecordSnapshot {
  readonly tables: readonly {
    readonly table: BackedUpTable;
    readonly rows: number;
    /** JSON lines. A blob, so that the browser may keep it out of memory. */
    readonly text: Blob;
  }[];
  /** Every file that something refers to. */
  readonly files: readonly { readonly hash: BlobHash; readonly refs: number }[];
}

const PAGE = 1000;

async function jsonLines(
  table: BackedUpTable,
): Promise<{ rows: number; text: Blob }> {
  const parts: Blob[] = [];
  let lines: string[] = [];
  let rows = 0;
  const flush = (): void => {
    parts.push(new Blob(lines));
    lines = [];
  };
  await database.table(table).each((row: unknown) => {
    rows += 1;
    lines.push(`${JSON.stringify(row)}\n`);
    if (lines.length === PAGE) flush();
  });
  flush();
  return { rows, text: new Blob(parts) };
}

/** Reads all tables in one transaction: what is edited meanwhile is in the backup whole or not at all. */
export async function snapshotRecords(): Promise<RecordSnapshot> {
  const names = [...BACKED_UP, "blobs"];
  return guarded(() =>
    database.transaction("r", names, async () => {
      const tables: RecordSnapshot["tables"][number][] = [];
      for (const table of BACKED_UP)
        tables.push({ table, ...(await jsonLines(table)) });
      const blobs = await database.blobs.where("refs").above(0).toArray();
      return { tables, files: blobs.map(({ hash, refs }) => ({ hash, refs })) };
    }),
  );
}
