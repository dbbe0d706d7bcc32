/**
 * The first half of an import: every file handed over is opened, archives entry by entry, checked,
 * hashed and stored, and noted in a row. Nothing is in the dataset yet. Rows are written in
 * batches and in order; after a kill the scan goes on behind the last one, since files come in the
 * same order.
 */
import { toAppError } from "#core/errors.ts";
import type { JobId } from "#core/ids.ts";
import type { Progress } from "#core/job.ts";
import type { Problem } from "#core/problems.ts";
import { isSpreadsheet } from "#formats/table-file.ts";
import { isZip, readZip, type ArchiveFile } from "#formats/zip-read.ts";
import {
  addScanned,
  countScanned,
  countStaged,
  lastScanned,
  stagedFiles,
  type StagedFile,
} from "#storage/staging.ts";
import {
  unreadable,
  type GivenFile,
  type Scanned,
  type ScanOptions,
} from "./scan-files.ts";
import { openScanPool, type ScanPool } from "./scan-pool.ts";

interface Pending extends GivenFile {
  readonly index: number;
}

/** Entries of one archive are numbered behind its own number times this. */
export const ENTRIES_PER_STAGED = 10_000_000;
const STAGED_PAGE = 64;
const BATCH_FILES = 64;
/** Unpacked bytes wait in memory, so a batch of large files is a short one. */
const BATCH_BYTES = 4 * 1024 * 1024;

const broken = (path: string, error: unknown): Problem => ({
  severity: "error",
  rule: "zip.broken",
  file: path,
  message: toAppError(error).message,
});

async function unpack(
  { path, content }: ArchiveFile,
  problems: readonly Problem[],
): Promise<GivenFile> {
  try {
    return { path, content: await content(), problems };
  } catch (error) {
    const found = [...problems, unreadable(path, error)];
    return { path, content: null, problems: found };
  }
}

/**
 * What is in an archive from entry `from` on; what was wrong with it comes with the entry after, or
 * last of all.
 */
async function* entries(
  archive: Blob,
  path: string,
  from: number,
): AsyncGenerator<GivenFile | null> {
  let problems: Problem[] = [];
  let number = 0;
  try {
    for await (const entry of readZip(archive, path, (problem) =>
      problems.push(problem),
    )) {
      yield number < from ? null : await unpack(entry, problems);
      problems = [];
      number += 1;
    }
  } catch (error) {
    problems.push(broken(path, error));
  }
  if (problems.length > 0) yield { path, content: null, problems };
}

/** One file handed over, an archive opened unless it is to be kept as it is. */
async function* contents(
  { index, path, file }: StagedFile,
  isArchive: boolean,
  from: number,
): AsyncGenerator<Pending> {
  const base = index * ENTRIES_PER_STAGED;
  if (!isArchive) {
    yield { index: base, path, content: file, problems: [] };
    return;
  }
  let number = base;
  for await (const given of entries(file, path, from - base)) {
    if (given && number >= from) yield { ...given, index: number };
    number += 1;
  }
}

/** Everything handed over that is numbered `from` or above. */
async function* given(
  jobId: JobId,
  from: number,
  { wants }: ScanOptions,
): AsyncGenerator<Pending> {
  for (let next = Math.floor(from / ENTRIES_PER_STAGED); ;) {
    const page = await stagedFiles(jobId, next, STAGED_PAGE);
    const archives = await Promise.all(
      page.map(
        async ({ file, path }) =>
          wants !== "files" &&
          !(wants === "tables" && isSpreadsheet(path)) &&
          (await isZip(file)),
      ),
    );
    for (const [i, staged] of page.entries())
      for await (const pending of contents(staged, archives[i] === true, from))
        if (pending.index >= from) yield pending;
    const last = page.at(-1);
    if (!last) return;
    next = last.index + 1;
  }
}

const sizeOf = ({ content }: GivenFile): number =>
  content instanceof Uint8Array ? content.length : 0;

/** Hands batches to the pool and notes them in the order they were handed in. */
class BatchLine {
  readonly #jobId: JobId;
  readonly #pool: ScanPool;
  readonly #options: ScanOptions;
  readonly #line: { indices: number[]; scanned: Promise<Scanned[]> }[] = [];
  #batch: Pending[] = [];
  #bytes = 0;
  noted = 0;

  constructor(jobId: JobId, pool: ScanPool, options: ScanOptions) {
    this.#jobId = jobId;
    this.#pool = pool;
    this.#options = options;
  }

  /** @returns whether files were noted. */
  async add(pending: Pending): Promise<boolean> {
    this.#batch.push(pending);
    this.#bytes += sizeOf(pending);
    const isFull =
      this.#batch.length >= BATCH_FILES || this.#bytes >= BATCH_BYTES;
    if (isFull) this.#hand();
    const mustWait = this.#line.length >= this.#pool.depth;
    if (mustWait) await this.#note();
    return mustWait;
  }

  /** Notes one of the batches that are left. @returns false when there is none. */
  async finish(): Promise<boolean> {
    if (this.#batch.length > 0) this.#hand();
    if (this.#line.length === 0) return false;
    await this.#note();
    return true;
  }

  #hand(): void {
    const indices = this.#batch.map(({ index }) => index);
    const scanned = this.#pool.scan(this.#batch, this.#options);
    // Whoever notes it hears of a failure; until then it is not one nobody cares for.
    scanned.catch(() => undefined);
    this.#line.push({ indices, scanned });
    this.#batch = [];
    this.#bytes = 0;
  }

  async #note(): Promise<void> {
    const first = this.#line.shift();
    if (!first) return;
    const found = await first.scanned;
    await addScanned(
      first.indices.flatMap((index, i) => {
        const one = found[i];
        const hash = one?.file?.hash ?? null;
        return one ? [{ jobId: this.#jobId, index, hash, found: one }] : [];
      }),
    );
    this.noted += found.length;
  }
}

export async function scanImport(
  jobId: JobId,
  options: ScanOptions,
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<void> {
  const staged = await countStaged(jobId);
  const from = (await lastScanned(jobId)) + 1;
  const before = await countScanned(jobId);
  const pool = openScanPool();
  const line = new BatchLine(jobId, pool, options);
  const tell = (): void => {
    signal.throwIfAborted();
    const done = before + line.noted;
    report({ done, total: Math.max(done, staged), unit: "files" });
  };
  try {
    for await (const pending of given(jobId, from, options))
      if (await line.add(pending)) tell();
    while (await line.finish()) tell();
  } finally {
    pool.close();
  }
}
