/** Files on their way into a dataset: handed over (`staged`), then looked at (`scanned`). */
import Dexie from "dexie";
import type { JobId } from "#core/ids.ts";
import {
  database,
  type ScannedFile,
  type StagedFile as StagedRow,
} from "./database.ts";
import { guarded } from "./errors.ts";
import { fromKept, toKept } from "./kept-bytes.ts";

export type StagedFile = Omit<StagedRow, "file"> & { readonly file: Blob };

const range = (jobId: JobId): [[JobId, unknown], [JobId, unknown]] => [
  [jobId, Dexie.minKey],
  [jobId, Dexie.maxKey],
];

export async function stageFiles(files: readonly StagedFile[]): Promise<void> {
  await guarded(async () => {
    const rows = files.map(async (row) => ({
      ...row,
      file: await toKept(row.file),
    }));
    await database.staged.bulkPut(await Promise.all(rows));
  });
}

export async function countStaged(jobId: JobId): Promise<number> {
  return guarded(() =>
    database.staged
      .where("[jobId+index]")
      .between(...range(jobId))
      .count(),
  );
}

/** In order, `limit` files from the first index that is not below `from`. */
export async function stagedFiles(
  jobId: JobId,
  from: number,
  limit: number,
): Promise<StagedFile[]> {
  const rows = await guarded(() =>
    database.staged
      .where("[jobId+index]")
      .between([jobId, from], [jobId, Dexie.maxKey])
      .limit(limit)
      .toArray(),
  );
  return rows.map((row) => ({ ...row, file: fromKept(row.file) }));
}

/** What was handed over: its number and its path. */
export async function stagedPaths(jobId: JobId): Promise<Map<number, string>> {
  const paths = new Map<number, string>();
  await guarded(() =>
    database.staged
      .where("[jobId+index]")
      .between(...range(jobId))
      .each(({ index, path }) => paths.set(index, path)),
  );
  return paths;
}

/** Jobs that were handed files which are still here. */
export async function stagingJobs(): Promise<JobId[]> {
  const keys = await guarded(() =>
    database.staged.orderBy("jobId").uniqueKeys(),
  );
  return keys as JobId[];
}

export async function stagedFile(
  jobId: JobId,
  index: number,
): Promise<StagedFile | undefined> {
  const row = await guarded(() => database.staged.get([jobId, index]));
  return row && { ...row, file: fromKept(row.file) };
}

export async function addScanned(files: readonly ScannedFile[]): Promise<void> {
  await guarded(() => database.scanned.bulkPut([...files]));
}

export async function countScanned(jobId: JobId): Promise<number> {
  return guarded(() =>
    database.scanned
      .where("[jobId+index]")
      .between(...range(jobId))
      .count(),
  );
}

/** Index of the last row; -1 while there is none. */
export async function lastScanned(jobId: JobId): Promise<number> {
  const row = await guarded(() =>
    database.scanned
      .where("[jobId+index]")
      .between(...range(jobId))
      .last(),
  );
  return row?.index ?? -1;
}

/** In order, `limit` rows from the first index that is not below `from`. */
export async function scannedFiles(
  jobId: JobId,
  from: number,
  limit: number,
): Promise<ScannedFile[]> {
  return guarded(() =>
    database.scanned
      .where("[jobId+index]")
      .between([jobId, from], [jobId, Dexie.maxKey])
      .limit(limit)
      .toArray(),
  );
}

/** What an import kept for itself goes when it has ended. */
export async function clearStaging(jobId: JobId): Promise<void> {
  await guarded(async () => {
    await database.staged
      .where("[jobId+index]")
      .between(...range(jobId))
      .delete();
    await database.scanned
      .where("[jobId+index]")
      .between(...range(jobId))
      .delete();
  });
}
