/**
 * Everything in one archive. Records lie as JSON lines per table (`records/<table>.jsonl`), files
 * by their hash (`files/<hash>-<references>.bin`); caches, settings and background jobs are left out.
 */
import { toAppError } from "#core/errors.ts";
import type { JobId } from "#core/ids.ts";
import type { Progress } from "#core/job.ts";
import type { Problem } from "#core/problems.ts";
import { ArchiveWriter } from "#formats/zip-write.ts";
import { readBlob } from "#storage/blobs.ts";
import { SCHEMA_VERSION } from "#storage/database.ts";
import { snapshotRecords } from "#storage/records.ts";
import { openSink } from "./archive-sink.ts";

export const BACKUP_FORMAT = "gleaner-backup-1";

/** `backup.json`, the first entry. */
export interface BackupHead {
  readonly format: string;
  /** Of the database the rows are from. */
  readonly schema: number;
  readonly createdAt: number;
  readonly files: number;
  /** Table -> how many; a restore holds what it reads against it. */
  readonly rows: Readonly<Record<string, number>>;
}

/**
 * A file that cannot be read costs itself, not the backup.
 * @returns bytes of the archive and files in it.
 */
export async function writeBackup(
  jobId: JobId,
  picked: FileSystemFileHandle | null,
  report: (progress: Progress) => void,
  reportProblem: (problem: Problem) => void,
  signal: AbortSignal,
): Promise<{ bytes: number; files: number }> {
  const { tables, files } = await snapshotRecords();
  const sink = await openSink(jobId, picked);
  const zip = new ArchiveWriter(sink.stream);
  let written = 0;
  try {
    const head: BackupHead = {
      format: BACKUP_FORMAT,
      schema: SCHEMA_VERSION,
      createdAt: Date.now(),
      files: files.length,
      rows: Object.fromEntries(tables.map(({ table, rows }) => [table, rows])),
    };
    await zip.addText("backup.json", JSON.stringify(head));
    for (const { table, text } of tables)
      await zip.addFile(`records/${table}.jsonl`, text);
    for (const [i, { hash, refs }] of files.entries()) {
      signal.throwIfAborted();
      const name = `files/${hash}-${String(refs)}.bin`;
      const file = await readBlob(hash).catch((error: unknown) => {
        const { message } = toAppError(error);
        const rule = "backup.unreadable";
        reportProblem({ severity: "error", rule, file: name, message });
        return null;
      });
      if (file) {
        await zip.addFile(name, file);
        written += 1;
      }
      report({ done: i + 1, total: files.length, unit: "files" });
    }
    await zip.close();
  } catch (error) {
    await sink.stream.abort(error).catch(() => undefined);
    throw error;
  }
  return { bytes: await sink.finish(), files: written };
}
