/**
 * Which rows refer to files. The counts of `blobs` are kept with every change; this is the truth
 * they can be held against. Call these inside a transaction that includes `OWNER_TABLES`.
 */
import type { AddedBackbone } from "#core/backbone.ts";
import type { Dataset, Sample } from "#core/dataset.ts";
import type { BlobHash } from "#core/ids.ts";
import type { Model } from "#core/model.ts";
import type { TrainingRun } from "#core/training.ts";
import type { Version } from "#core/version.ts";
import { database } from "./database.ts";

export const OWNER_TABLES = [
  "blobs",
  "datasets",
  "samples",
  "versions",
  "trainings",
  "models",
  "backbones",
  "scanned",
] as const;

/** The stored files of samples: texts lie in their rows. */
export const fileHashes = (
  samples: readonly Pick<Sample, "hash" | "text">[],
): BlobHash[] =>
  samples.flatMap(({ hash, text }) => (text === undefined ? [hash] : []));

/** Parts of a table, of a dataset or a version. */
export const tableBlobs = ({
  table,
}: Pick<Version | Dataset, "table">): BlobHash[] =>
  (table?.parts ?? []).map(({ hash }) => hash);

/** What a version is read from. */
export const versionContent = (
  version: Pick<Version, "chunks" | "table">,
): BlobHash[] => [...version.chunks, ...tableBlobs(version)];

/** A version refers to its chunks and to every picture in them, named in its row: no file needs to be read. */
export const versionBlobs = (version: Version): BlobHash[] => [
  ...versionContent(version),
  ...version.pictures,
];

export const trainingBlobs = ({
  checkpoint,
  modelFiles,
}: Pick<TrainingRun, "checkpoint" | "modelFiles">): BlobHash[] => [
  ...(checkpoint ? [checkpoint] : []),
  ...Object.values(modelFiles ?? {}),
];

export const modelBlobs = ({ files }: Model): BlobHash[] =>
  Object.values(files);

export const backboneBlobs = ({ files }: AddedBackbone): BlobHash[] =>
  Object.values(files);

async function recordBlobs(): Promise<BlobHash[]> {
  const [datasets, versions, trainings, models, backbones] = await Promise.all([
    database.datasets.toArray(),
    database.versions.toArray(),
    database.trainings.toArray(),
    database.models.toArray(),
    database.backbones.toArray(),
  ]);
  return [
    ...datasets.flatMap(tableBlobs),
    ...versions.flatMap(versionBlobs),
    ...trainings.flatMap(trainingBlobs),
    ...models.flatMap(modelBlobs),
    ...backbones.flatMap(backboneBlobs),
  ];
}

/** How many references each file has, from the rows themselves. */
export async function countOwners(): Promise<Map<BlobHash, number>> {
  const counts = new Map<BlobHash, number>();
  const count = (hash: BlobHash): void =>
    void counts.set(hash, (counts.get(hash) ?? 0) + 1);
  for (const id of await database.datasets.toCollection().primaryKeys())
    // Texts have no file: what stands for them sorts behind all hashes of files.
    await database.samples
      .where("[datasetId+hash]")
      .between([id, ""], [id, "text-"])
      .eachKey((key) => count((key as unknown as [string, BlobHash])[1]));
  for (const hash of await recordBlobs()) count(hash);
  return counts;
}

/** Files that an import has stored and not yet taken in, while its user looks at the report. */
export async function scannedBlobs(): Promise<Set<BlobHash>> {
  const hashes = new Set<BlobHash>();
  await database.scanned.each(({ hash }) => {
    if (hash) hashes.add(hash);
  });
  return hashes;
}

/** Sets every count to what the rows say. */
export async function recountBlobs(): Promise<void> {
  const counts = await countOwners();
  const wrong: { key: BlobHash; changes: { refs: number } }[] = [];
  await database.blobs.each(({ hash, refs }) => {
    const counted = counts.get(hash) ?? 0;
    if (counted !== refs) wrong.push({ key: hash, changes: { refs: counted } });
  });
  await database.blobs.bulkUpdate(wrong);
}
