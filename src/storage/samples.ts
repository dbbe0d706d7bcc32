import type { Dataset, MediaInfo, Sample } from "#core/dataset.ts";
import { AppError } from "#core/errors.ts";
import {
  newId,
  type BlobHash,
  type DatasetId,
  type SampleId,
} from "#core/ids.ts";
import { fileHashes } from "./blob-owners.ts";
import { sweepFiles } from "./blob-sweep.ts";
import { releaseBlobs, retainBlobs } from "./blobs.ts";
import { database } from "./database.ts";
import { guarded } from "./errors.ts";
import { itemKeys } from "./items.ts";
import { stampOf } from "./dataset-stamp.ts";
import { rowsAt, rowsBetween } from "./rows-at.ts";
import { trace } from "./traces.ts";

export interface NewSample {
  readonly path: string;
  readonly hash: BlobHash;
  readonly bytes: number;
  readonly mime: string;
  readonly media: MediaInfo | null;
  /** The sample itself, where it is a text: nothing is stored beside the row. */
  readonly text?: string;
}

export interface AddedSamples {
  readonly added: readonly Sample[];
  /** Of the given list, in its order: the sample that holds the file, new or already there. */
  readonly all: readonly Sample[];
  /** Files whose content the dataset already has. */
  readonly duplicates: number;
  /** The dataset as it is now. */
  readonly stamp: string;
}

const MAX_SAMPLES = 1_000_000;

/** `cat/1.jpg` -> `cat/1_1604045303530.jpg`: the guide's millisecond suffix, on a name clash only (3.1). */
function withSuffix(path: string, suffix: number): string {
  const dot = path.lastIndexOf(".");
  return dot > path.lastIndexOf("/")
    ? `${path.slice(0, dot)}_${String(suffix)}${path.slice(dot)}`
    : `${path}_${String(suffix)}`;
}

/** Which of these paths the dataset has; asked once for all of them. */
async function takenPaths(
  datasetId: DatasetId,
  paths: readonly string[],
): Promise<Set<string>> {
  const keys = paths.map((path): [string, string] => [datasetId, path]);
  const [table, index] = [database.samples, "[datasetId+path]"];
  const rows =
    (await rowsBetween(table, index, keys)) ??
    (await rowsAt(table, index, keys));
  return new Set(rows.map(({ path }) => path));
}

/** The first name with a suffix that is not taken. */
async function freePath(
  datasetId: DatasetId,
  path: string,
  taken: ReadonlySet<string>,
  now: number,
): Promise<string> {
  for (let suffix = now; ; suffix += 1) {
    const free = withSuffix(path, suffix);
    if (taken.has(free)) continue;
    if ((await takenPaths(datasetId, [free])).size === 0) return free;
  }
}

const NAME_LENGTH = 80;

/** What a text is called in lists: its first words. */
const beginningOf = (text: string): string =>
  text
    .slice(0, 4 * NAME_LENGTH)
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, NAME_LENGTH);

async function countIn(
  dataset: Dataset,
  added: readonly Sample[],
): Promise<Dataset> {
  const counted = {
    ...dataset,
    sampleCount: dataset.sampleCount + added.length,
    bytes: dataset.bytes + added.reduce((sum, sample) => sum + sample.bytes, 0),
    cover: dataset.cover ?? fileHashes(added)[0] ?? null,
    updatedAt: Date.now(),
  };
  await database.datasets.put(counted);
  return counted;
}

/**
 * Adds files to a dataset in one transaction. Content that the dataset already has is not added
 * again; a path that is taken gets a suffix.
 * @param newSince stamp of the dataset when it had none of these contents.
 * @throws AppError('format') above 1,000,000 samples (spec 2.3).
 */
export async function addSamples(
  datasetId: DatasetId,
  files: readonly NewSample[],
  newSince: string | null = null,
): Promise<AddedSamples> {
  const { datasets, samples, blobs, traces } = database;
  return guarded(() =>
    database.transaction("rw", [datasets, samples, blobs, traces], async () => {
      const dataset = await datasets.get(datasetId);
      if (!dataset)
        throw new AppError("storage", "The dataset was deleted", {
          reason: "missing",
        });
      const known = new Map<BlobHash, Sample>();
      // A new dataset need not be asked.
      const asked = dataset.sampleCount === 0 ? [] : files;
      const areNew = newSince === stampOf(dataset);
      const keys = areNew ? [] : asked.map(({ hash }) => [datasetId, hash]);
      for (const sample of await rowsAt(samples, "[datasetId+hash]", keys))
        known.set(sample.hash, sample);
      const now = Date.now();
      const taken = await takenPaths(
        datasetId,
        asked.map(({ path }) => path),
      );
      const added: Sample[] = [];
      const all: Sample[] = [];
      for (const file of files) {
        const same = known.get(file.hash);
        if (same) {
          all.push(same);
          continue;
        }
        // Waiting without a request, a thousand times over, would end the transaction.
        const path = taken.has(file.path)
          ? await freePath(datasetId, file.path, taken, now)
          : file.path;
        taken.add(path);
        const name =
          file.text === undefined
            ? path.slice(path.lastIndexOf("/") + 1)
            : beginningOf(file.text);
        const sample: Sample = {
          ...file,
          id: newId<SampleId>(),
          datasetId,
          path,
          name,
          createdAt: now,
        };
        known.set(file.hash, sample);
        added.push(sample);
        all.push(sample);
      }
      if (dataset.sampleCount + added.length > MAX_SAMPLES) {
        const message = `A dataset holds at most ${String(MAX_SAMPLES)} samples; this would make ${String(dataset.sampleCount + added.length)}`;
        throw new AppError("format", message, { limit: MAX_SAMPLES });
      }
      await samples.bulkAdd(added);
      await retainBlobs(fileHashes(added));
      const stamp = stampOf(await countIn(dataset, added));
      const duplicates = files.length - added.length;
      return { added, all, duplicates, stamp };
    }),
  );
}

/** Missing ids are left out. */
export async function getSamples(ids: readonly SampleId[]): Promise<Sample[]> {
  const rows = await guarded(() => database.samples.bulkGet([...ids]));
  return rows.filter((row) => row !== undefined);
}

export interface SampleListQuery {
  /** Part of the path, case ignored; empty = all. */
  readonly search: string;
  readonly order: "oldest" | "newest" | "name";
}

/** Ids only, so that 100,000 samples list at once. */
export async function sampleIds(
  datasetId: DatasetId,
  { search, order }: SampleListQuery,
): Promise<SampleId[]> {
  return guarded(async () => {
    const byTime = order !== "name";
    const range = byTime
      ? database.samples
          .where("[datasetId+createdAt]")
          .between([datasetId, 0], [datasetId, Number.MAX_SAFE_INTEGER])
      : database.samples
          .where("[datasetId+path]")
          .between([datasetId, ""], [datasetId, "\uffff"]);
    const text = search.trim().toLowerCase();
    const found =
      text === ""
        ? range
        : range.and(
            (sample) =>
              sample.path.toLowerCase().includes(text) ||
              sample.text?.toLowerCase().includes(text) === true,
          );
    const ids = await found.primaryKeys();
    return order === "newest" ? ids.reverse() : ids;
  });
}

/**
 * Removes samples from the dataset and its labeling jobs. `deleteFiles` also lets the bytes go at
 * once, unless something else refers to them; without it they stay until a clean-up.
 */
export async function deleteSamples(
  datasetId: DatasetId,
  ids: readonly SampleId[],
  options: { readonly deleteFiles: boolean },
): Promise<number> {
  const gone = await removeSamples(datasetId, ids, options);
  if (options.deleteFiles) await sweepFiles(fileHashes(gone));
  return gone.length;
}

/** The part of `deleteSamples` that may run inside a transaction: the files stay. @returns what was removed. */
export async function removeSamples(
  datasetId: DatasetId,
  ids: readonly SampleId[],
  { deleteFiles }: { readonly deleteFiles: boolean },
): Promise<readonly Sample[]> {
  const { datasets, samples, labelingJobs, items, blobs, traces } = database;
  return guarded(() =>
    database.transaction(
      "rw",
      [datasets, samples, labelingJobs, items, blobs, traces],
      async () => {
        const dataset = await datasets.get(datasetId);
        const rows = (await samples.bulkGet([...ids]))
          .filter((row) => row?.datasetId === datasetId)
          .filter((row) => row !== undefined);
        if (!dataset || rows.length === 0) return [];
        const there = rows.map((row) => row.id);
        await samples.bulkDelete(there);
        await items.bulkDelete(await itemKeys(datasetId, there));
        await releaseBlobs(fileHashes(rows));
        const gone = new Set(fileHashes(rows));
        const cover =
          dataset.cover && gone.has(dataset.cover)
            ? ((
                await samples
                  .where("[datasetId+createdAt]")
                  .between([datasetId, 0], [datasetId, Number.MAX_SAFE_INTEGER])
                  .first()
              )?.hash ?? null)
            : dataset.cover;
        await datasets.put({
          ...dataset,
          cover,
          sampleCount: dataset.sampleCount - rows.length,
          bytes: dataset.bytes - rows.reduce((sum, row) => sum + row.bytes, 0),
          updatedAt: Date.now(),
        });
        await trace({
          name: "deleteSamples",
          resourceType: "Dataset",
          resourceId: dataset.id,
          resourceName: dataset.name,
          detail: { samples: rows.length, deleteFiles },
        });
        return rows;
      },
    ),
  );
}

/** Which of these contents the dataset already has. */
export async function knownHashes(
  datasetId: DatasetId,
  hashes: readonly BlobHash[],
): Promise<Set<BlobHash>> {
  const CHUNK = 2000;
  const known = new Set<BlobHash>();
  const dataset = await guarded(() => database.datasets.get(datasetId));
  // A new dataset need not be asked.
  if (dataset?.sampleCount === 0) return known;
  for (let at = 0; at < hashes.length; at += CHUNK) {
    const keys = hashes.slice(at, at + CHUNK).map((hash) => [datasetId, hash]);
    const rows = await guarded(() =>
      rowsAt(database.samples, "[datasetId+hash]", keys),
    );
    for (const { hash } of rows) known.add(hash);
  }
  return known;
}
