/**
 * Brings a backup back: files first, then all records in one transaction. A kill, a cancel or a
 * damaged record in between leaves the data as it was, and files that nothing refers to.
 */
import { AppError, toAppError } from "#core/errors.ts";
import type { Progress } from "#core/job.ts";
import type { Problem } from "#core/problems.ts";
import { textLines } from "#formats/text-lines.ts";
import { readZip, type ArchiveFile } from "#formats/zip-read.ts";
import { writeBlobs } from "#storage/blobs.ts";
import { SCHEMA_VERSION } from "#storage/database.ts";
import { restoreRecords, type Lost } from "#storage/records-restore.ts";
import { BACKED_UP, type BackedUpTable } from "#storage/records.ts";
import { BACKUP_FORMAT, type BackupHead } from "./backup-archive.ts";

type Report = (problem: Problem) => void;

/** Characters: a version names all its files in one record. Engines hold little more in one string. */
const LONGEST_RECORD = 500 * 1024 * 1024;
/** Of unpacked files, which wait in memory. */
const BATCH_BYTES = 4 * 1024 * 1024;
const BATCH_FILES = 256;
const FILE = /^files\/([0-9a-f]{64})-\d+\.bin$/;

const refuse = (rule: string, file: string, message: string): never => {
  throw new AppError("format", message, { rule, file });
};

function parsed(text: string, file: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const place = `${file}, line ${String(line)}`;
    return refuse("backup.record", file, `${place}: the record is not JSON`);
  }
}

async function readHead(
  entry: ArchiveFile | undefined,
  name: string,
): Promise<BackupHead> {
  const wrong = (): never =>
    refuse("backup.format", name, `${name} is not a backup made by Gleaner`);
  if (!entry) return wrong();
  const text = await (await entry.read()).text();
  const head = parsed(text, "backup.json", 1) as Partial<BackupHead> | null;
  if (!head?.format?.startsWith("gleaner-backup-")) return wrong();
  if (head.format !== BACKUP_FORMAT || (head.schema ?? 1) > SCHEMA_VERSION)
    refuse(
      "backup.newer",
      name,
      `${name} was made by a newer version of Gleaner; update this one first`,
    );
  return {
    format: BACKUP_FORMAT,
    schema: head.schema ?? 1,
    createdAt: head.createdAt ?? 0,
    files: head.files ?? 0,
    rows: head.rows ?? {},
  };
}

/** @throws AppError('format') when a table cannot be read whole. */
async function readTable(
  table: BackedUpTable,
  entry: ArchiveFile | undefined,
  expected: number | undefined,
): Promise<unknown[]> {
  const file = `records/${table}.jsonl`;
  if (!entry && !expected) return [];
  if (!entry) return refuse("backup.record", file, `${file} is missing`);
  const rows: unknown[] = [];
  try {
    let number = 0;
    for await (const line of textLines(await entry.read(), LONGEST_RECORD)) {
      number += 1;
      if (line !== "") rows.push(parsed(line, file, number));
    }
  } catch (error) {
    const { message } = toAppError(error);
    return refuse("backup.record", file, `${file}: ${message}`);
  }
  const found = String(rows.length);
  if (expected !== undefined && rows.length !== expected)
    refuse(
      "backup.record",
      file,
      `${file} must hold ${String(expected)} records, but holds ${found}`,
    );
  return rows;
}

/** As many as are stored at once: they share files of the device. */
function* batchesOf(
  entries: Iterable<ArchiveFile>,
): Generator<readonly ArchiveFile[]> {
  let batch: ArchiveFile[] = [];
  let bytes = 0;
  for (const entry of entries) {
    if (!FILE.test(entry.path)) continue;
    bytes += entry.bytes;
    if (bytes > BATCH_BYTES || batch.length === BATCH_FILES) {
      if (batch.length > 0) yield batch;
      [batch, bytes] = [[], entry.bytes];
    }
    batch.push(entry);
  }
  if (batch.length > 0) yield batch;
}

/** @returns of how many files the bytes are on this device now. */
async function takeFiles(
  batch: readonly ArchiveFile[],
  report: Report,
): Promise<number> {
  const fail = (file: string, message: string): void =>
    report({ severity: "error", rule: "backup.file", file, message });
  const read: { path: string; content: Blob | Uint8Array<ArrayBuffer> }[] = [];
  for (const { path, content } of batch)
    try {
      read.push({ path, content: await content() });
    } catch (error) {
      fail(path, toAppError(error).message);
    }
  const stored = await writeBlobs(read.map(({ content }) => content));
  const wrong = read.filter(
    ({ path }, i) => stored[i]?.hash !== FILE.exec(path)?.[1],
  );
  for (const { path } of wrong)
    fail(path, "The file's content differs from its name");
  return read.length - wrong.length;
}

function tellLost(
  { samples, versions, models, backbones, tables }: Lost,
  report: Report,
): void {
  const tell = (file: string, what: string): void =>
    report({
      severity: "error",
      rule: "backup.lost",
      file,
      message: `The ${what} could not be restored: its file is damaged in the backup`,
    });
  for (const { name, rows } of tables)
    report({
      severity: "error",
      rule: "backup.lost",
      file: name,
      message: `${String(rows)} rows of the table could not be restored: their files are damaged in the backup`,
      value: String(rows),
    });
  for (const { path } of samples) tell(path, "sample");
  for (const { name } of versions) tell(name, "version");
  for (const { name } of backbones) tell(name, "backbone");
  for (const { name, version } of models) tell(`${name} ${version}`, "model");
}

/**
 * @param name of the archive, for messages.
 * @throws AppError('format') for what is no backup, or one whose records are damaged; nothing has changed then.
 */
export async function restoreBackup(
  archive: Blob,
  name: string,
  report: (progress: Progress) => void,
  reportProblem: Report,
  signal: AbortSignal,
): Promise<{ files: number; rows: number }> {
  const entries = new Map<string, ArchiveFile>();
  for await (const entry of readZip(archive, name, reportProblem))
    entries.set(entry.path, entry);
  const head = await readHead(entries.get("backup.json"), name);
  const tables: [BackedUpTable, unknown[]][] = [];
  for (const table of BACKED_UP) {
    const entry = entries.get(`records/${table}.jsonl`);
    tables.push([table, await readTable(table, entry, head.rows[table])]);
  }
  let [files, done] = [0, 0];
  for (const batch of batchesOf(entries.values())) {
    signal.throwIfAborted();
    files += await takeFiles(batch, reportProblem);
    done += batch.length;
    report({ done, total: head.files, unit: "files" });
  }
  signal.throwIfAborted();
  const records = Object.fromEntries(tables) as Record<
    BackedUpTable,
    unknown[]
  >;
  tellLost(await restoreRecords(records), reportProblem);
  return {
    files,
    rows: tables.reduce((sum, [, rows]) => sum + rows.length, 0),
  };
}
