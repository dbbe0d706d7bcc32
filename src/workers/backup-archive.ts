/**
 * Everything in one archive, and back. Records lie as JSON lines per table (`records/<table>.jsonl`),
 * files by their hash (`files/<hash>`); caches and jobs are left out.
 */
import { AppError } from "#core/errors.ts";
import type { BlobHash, JobId } from "#core/ids.ts";
import type { Progress } from "#core/job.ts";
import type { Problem } from "#core/problems.ts";
import { readZip } from "#formats/zip-read.ts";
import { ArchiveWriter } from "#formats/zip-write.ts";
import {
  blobReferences,
  readBlob,
  retainExactly,
  writeBlobs,
} from "#storage/blobs.ts";
import {
  BACKED_UP,
  readRows,
  writeRows,
  type BackedUpTable,
} from "#storage/records.ts";
import { openSink } from "./archive-sink.ts";

const FORMAT = "gleaner-backup-1";

/** @returns bytes of the archive and files in it. */
export async function writeBackup(
  jobId: JobId,
  picked: FileSystemFileHandle | null,
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<{ bytes: number; files: number }> {
  const sink = await openSink(jobId, picked);
  const zip = new ArchiveWriter(sink.stream);
  const files = await blobReferences();
  try {
    await zip.addText(
      "backup.json",
      JSON.stringify({
        format: FORMAT,
        createdAt: Date.now(),
        files: files.length,
      }),
    );
    for (const table of BACKED_UP) {
      const lines: string[] = [];
      for await (const row of readRows(table))
        lines.push(`${JSON.stringify(row)}\n`);
      await zip.addText(`records/${table}.jsonl`, lines.join(""));
    }
    for (const [i, { hash, refs }] of files.entries()) {
      signal.throwIfAborted();
      await zip.addFile(
        `files/${hash}-${String(refs)}.bin`,
        await readBlob(hash),
      );
      report({ done: i + 1, total: files.length, unit: "files" });
    }
    await zip.close();
  } catch (error) {
    await sink.stream.abort(error).catch(() => undefined);
    throw error;
  }
  return { bytes: await sink.finish(), files: files.length };
}

const isTable = (name: string): name is BackedUpTable =>
  (BACKED_UP as readonly string[]).includes(name);

/** Files first, then records: a kill in between leaves files that nothing refers to, and no broken record. */
export async function restoreBackup(
  archive: Blob,
  name: string,
  report: (progress: Progress) => void,
  reportProblem: (problem: Problem) => void,
  signal: AbortSignal,
): Promise<{ files: number; rows: number }> {
  const texts: { table: BackedUpTable; text: string }[] = [];
  const refs = new Map<BlobHash, number>();
  let known = false;
  let total = 0;
  for await (const entry of readZip(archive, name, reportProblem)) {
    signal.throwIfAborted();
    const table = /^records\/(\w+)\.jsonl$/.exec(entry.path)?.[1];
    const file = /^files\/([0-9a-f]{64})-(\d+)\.bin$/.exec(entry.path);
    if (entry.path === "backup.json") {
      const head = JSON.parse(await (await entry.read()).text()) as {
        format?: string;
        files?: number;
      };
      known = head.format === FORMAT;
      total = head.files ?? 0;
    } else if (table && isTable(table)) {
      texts.push({ table, text: await (await entry.read()).text() });
    } else if (file?.[1]) {
      const [stored] = await writeBlobs([await entry.read()]);
      if (stored?.hash !== file[1])
        reportProblem({
          severity: "error",
          rule: "backup.file",
          file: entry.path,
          message: "The file's content differs from its name",
        });
      else refs.set(stored.hash, Number(file[2]));
      report({ done: refs.size, total, unit: "files" });
    }
  }
  if (!known)
    throw new AppError("format", `${name} is not a backup made by Gleaner`, {
      rule: "backup.format",
      file: name,
    });
  let rows = 0;
  for (const { table, text } of texts) {
    const parsed = text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as unknown);
    rows += await writeRows(table, parsed);
  }
  await retainExactly(refs);
  return { files: refs.size, rows };
}
