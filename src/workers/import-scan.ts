/**
 * The first half of an import: every file handed over is opened, archives entry by entry, checked,
 * hashed and stored, and noted in a row. Nothing is in the dataset yet. Rows are written in
 * batches; after a kill the scan goes on behind the last one, since files come in the same order.
 */
import { toAppError } from "#core/errors.ts";
import type { FoundFile } from "#core/import.ts";
import type { JobId } from "#core/ids.ts";
import type { Progress } from "#core/job.ts";
import type { Problem } from "#core/problems.ts";
import { mapConcurrent } from "#core/async.ts";
import { isZip, readZip } from "#formats/zip-read.ts";
import { checkImage } from "#media/image-check.ts";
import { IMAGE_SUFFIX } from "#media/image-kind.ts";
import { writeBlobs } from "#storage/blobs.ts";
import {
  addScanned,
  countScanned,
  lastScanned,
  stagedFile,
  stagedIndexes,
} from "#storage/staging.ts";
import { putThumbnails } from "#storage/thumbnails.ts";

/** What a scanned row holds: the file, or why there is none. */
export interface Scanned {
  readonly file: FoundFile | null;
  readonly problems: readonly Problem[];
}

interface Pending {
  readonly index: number;
  readonly path: string;
  /** Null when there is nothing but problems to note. */
  readonly read: (() => Promise<Blob>) | null;
  readonly problems: readonly Problem[];
}

/** Entries of one archive are numbered behind its own number times this. */
export const ENTRIES_PER_STAGED = 10_000_000;
const BATCH_FILES = 48;
const LANES = 4;
const LABEL_FILE = /\.(txt|xml|manifest|json|csv)$/i;

interface Taken {
  readonly scanned: Scanned;
  readonly content: Blob | null;
  readonly thumbnail: Blob | null;
}

async function take(pending: Pending, wantsImages: boolean): Promise<Taken> {
  const { path } = pending;
  const refused = (problems: readonly Problem[]): Taken => ({
    scanned: { file: null, problems },
    content: null,
    thumbnail: null,
  });
  if (!pending.read) return refused(pending.problems);
  try {
    const content = await pending.read();
    const base = { path, hash: "" as FoundFile["hash"], bytes: content.size };
    if (!wantsImages || (LABEL_FILE.test(path) && !IMAGE_SUFFIX.test(path))) {
      const file = {
        ...base,
        mime: content.type || "application/octet-stream",
        media: null,
        isLabelFile: wantsImages,
      };
      return {
        scanned: { file, problems: pending.problems },
        content,
        thumbnail: null,
      };
    }
    const { image, problems } = await checkImage(content, path);
    if (!image) return refused([...pending.problems, ...problems]);
    const file = {
      ...base,
      mime: image.mime,
      media: image.media,
      isLabelFile: false,
    };
    return {
      scanned: { file, problems: [...pending.problems, ...problems] },
      content,
      thumbnail: image.thumbnail,
    };
  } catch (error) {
    const { message, code, detail } = toAppError(error);
    if (code === "storage" || code === "cancelled") throw error;
    const rule =
      typeof detail["rule"] === "string" ? detail["rule"] : "file.unreadable";
    return refused([
      ...pending.problems,
      { severity: "error", rule, file: path, message },
    ]);
  }
}

/** Checks and stores a batch, then notes it: one transaction for the files, one for the rows. */
async function flush(
  jobId: JobId,
  batch: readonly Pending[],
  wantsImages: boolean,
  signal: AbortSignal,
): Promise<number> {
  const taken = await mapConcurrent(
    batch,
    LANES,
    (pending) => take(pending, wantsImages),
    signal,
  );
  const withContent = taken.filter(({ content }) => content !== null);
  const stored = await writeBlobs(
    withContent.map(({ content }) => content ?? new Blob()),
  );
  const hashes = new Map(withContent.map((one, i) => [one, stored[i]?.hash]));
  await putThumbnails(
    taken.flatMap((one) => {
      const hash = hashes.get(one);
      return hash && one.thumbnail ? [{ hash, image: one.thumbnail }] : [];
    }),
  );
  await addScanned(
    taken.map((one, i) => {
      const hash = hashes.get(one);
      const { file, problems } = one.scanned;
      const found: Scanned = {
        file: file && hash ? { ...file, hash } : null,
        problems,
      };
      const index = batch[i]?.index ?? 0;
      return { jobId, index, hash: hash ?? null, found };
    }),
  );
  return batch.length;
}

const broken = (path: string, error: unknown): Problem => ({
  severity: "error",
  rule: "zip.broken",
  file: path,
  message: toAppError(error).message,
});

/** What is in an archive; what was wrong with it comes with the entry after, or last of all. */
async function* entries(
  archive: Blob,
  path: string,
  base: number,
): AsyncGenerator<Pending> {
  let problems: Problem[] = [];
  let index = base;
  const give = (name: string, read: Pending["read"]): Pending => {
    const pending = { index, path: name, read, problems };
    problems = [];
    index += 1;
    return pending;
  };
  try {
    for await (const entry of readZip(archive, path, (problem) =>
      problems.push(problem),
    )) {
      yield give(entry.path, entry.read);
    }
  } catch (error) {
    problems.push(broken(path, error));
  }
  if (problems.length > 0) yield give(path, null);
}

/** Everything handed over from `from` on, archives opened unless they are to be kept as they are. */
async function* contents(
  jobId: JobId,
  staged: number,
  keepsArchives: boolean,
): AsyncGenerator<Pending> {
  const row = await stagedFile(jobId, staged);
  if (!row) return;
  const base = staged * ENTRIES_PER_STAGED;
  if (keepsArchives || !(await isZip(row.file))) {
    yield {
      index: base,
      path: row.path,
      read: async () => row.file,
      problems: [],
    };
  } else {
    yield* entries(row.file, row.path, base);
  }
}

export interface ScanOptions {
  /** Pictures are checked and label files told apart; otherwise every file is taken as it is. */
  readonly wantsImages: boolean;
}

export async function scanImport(
  jobId: JobId,
  { wantsImages }: ScanOptions,
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<void> {
  const staged = (await stagedIndexes(jobId)).sort((a, b) => a - b);
  const last = await lastScanned(jobId);
  const from = last + 1;
  let done = await countScanned(jobId);
  let batch: Pending[] = [];
  const next = async (): Promise<void> => {
    signal.throwIfAborted();
    done += await flush(jobId, batch, wantsImages, signal);
    report({ done, total: Math.max(done, staged.length), unit: "files" });
    batch = [];
  };
  for (const number of staged) {
    if ((number + 1) * ENTRIES_PER_STAGED <= from) continue;
    for await (const pending of contents(jobId, number, !wantsImages)) {
      if (pending.index < from) continue;
      batch.push(pending);
      if (batch.length >= BATCH_FILES) await next();
    }
  }
  if (batch.length > 0) await next();
}
