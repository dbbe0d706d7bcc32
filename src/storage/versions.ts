import { AppError } from "#core/errors.ts";
import type { BlobHash, DatasetId, VersionId } from "#core/ids.ts";
import type { Version, VersionEntry } from "#core/version.ts";
import { m } from "#messages/messages.ts";
import { versionBlobs } from "./blob-owners.ts";
import { readBlob, releaseBlobs, retainBlobs } from "./blobs.ts";
import { database } from "./database.ts";
import { guarded } from "./errors.ts";
import { trace } from "./traces.ts";

/** The rule a version name breaks, in words, or null. Source: data management 9.1. */
export function checkVersionName(name: string): string | null {
  const texts = m.names.version;
  if (name === "") return texts.empty;
  if (name.length > 64) return texts.long(64);
  return /^[A-Za-z0-9_-]+$/.test(name) ? null : texts.characters;
}

/** `V001`, `V002` ...: one more than the highest number used. */
export async function nextVersionName(datasetId: DatasetId): Promise<string> {
  const versions = await listVersions(datasetId);
  const numbers = versions.map(({ name }) =>
    Number(/^V(\d{3,})$/.exec(name)?.[1] ?? 0),
  );
  return `V${String(Math.max(0, ...numbers) + 1).padStart(3, "0")}`;
}

/** Stores the version, keeps its files alive and makes it the current one (spec 9.2). */
export async function addVersion(version: Version): Promise<void> {
  const { versions, datasets, blobs, traces } = database;
  await guarded(() =>
    database.transaction(
      "rw",
      [versions, datasets, blobs, traces],
      async () => {
        if (await versions.get(version.id)) return;
        const taken = await versions
          .where("[datasetId+name]")
          .equals([version.datasetId, version.name])
          .count();
        if (taken > 0)
          throw new AppError("format", m.names.version.taken(version.name), {
            field: "name",
            value: version.name,
          });
        await versions.add(version);
        await retainBlobs(versionBlobs(version));
        await datasets.update(version.datasetId, {
          currentVersionId: version.id,
          updatedAt: Date.now(),
        });
        const dataset = await datasets.get(version.datasetId);
        await trace({
          name: "publishDatasetVersion",
          resourceType: "Dataset",
          resourceId: version.datasetId,
          resourceName: dataset?.name ?? "",
          detail: {
            version: version.name,
            samples: version.sampleCount,
            labeled: version.labeledCount,
          },
        });
      },
    ),
  );
}

/** Newest first. */
export async function listVersions(datasetId: DatasetId): Promise<Version[]> {
  const rows = await guarded(() =>
    database.versions.where("datasetId").equals(datasetId).toArray(),
  );
  return rows.sort((a, b) => b.createdAt - a.createdAt);
}

export async function getVersion(id: VersionId): Promise<Version | undefined> {
  return guarded(() => database.versions.get(id));
}

/** Samples and labels of the dataset stay; the newest version left becomes current. */
export async function deleteVersion(id: VersionId): Promise<void> {
  const { versions, datasets, blobs, traces } = database;
  await guarded(() =>
    database.transaction(
      "rw",
      [versions, datasets, blobs, traces],
      async () => {
        const version = await versions.get(id);
        if (!version) return;
        await versions.delete(id);
        await releaseBlobs(versionBlobs(version));
        const dataset = await datasets.get(version.datasetId);
        if (dataset?.currentVersionId === id) {
          const [newest] = await listVersions(version.datasetId);
          await datasets.update(dataset.id, {
            currentVersionId: newest?.id ?? null,
          });
        }
        await trace({
          name: "deleteDatasetVersion",
          resourceType: "Dataset",
          resourceId: version.datasetId,
          resourceName: dataset?.name ?? "",
          detail: { version: version.name },
        });
      },
    ),
  );
}

/** @throws AppError('storage') when the dataset has no such version. */
export async function setCurrentVersion(
  datasetId: DatasetId,
  versionId: VersionId,
): Promise<void> {
  const { datasets, versions } = database;
  await guarded(() =>
    database.transaction("rw", datasets, versions, async () => {
      const version = await versions.get(versionId);
      if (version?.datasetId !== datasetId)
        throw new AppError("storage", "The version was deleted", {
          reason: "missing",
        });
      await datasets.update(datasetId, {
        currentVersionId: versionId,
        updatedAt: Date.now(),
      });
    }),
  );
}

async function chunkEntries(hash: BlobHash): Promise<VersionEntry[]> {
  const text = await (await readBlob(hash)).text();
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as VersionEntry);
}

/** All entries in the version's order, one chunk in memory at a time. */
export async function* versionEntries(
  version: Version,
): AsyncGenerator<VersionEntry> {
  for (const hash of version.chunks) yield* await chunkEntries(hash);
}

export interface LabelChange {
  readonly path: string;
  readonly hash: BlobHash;
  /** The sample itself, where it is a text. */
  readonly text?: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface VersionComparison {
  readonly added: readonly VersionEntry[];
  readonly removed: readonly VersionEntry[];
  readonly changed: readonly LabelChange[];
  readonly unchanged: number;
}

/** What was labeled, without who did it, when and how sure: the same label given again is no change. */
const meaning = ({ annotation, sideFiles }: VersionEntry): string =>
  JSON.stringify([
    annotation.map((entry) =>
      Object.entries(entry)
        .filter(([key]) => !STAMPS.includes(key))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
    sideFiles,
  ]);

const STAMPS = ["annotated-by", "creation-time", "confidence"];

/** From `before` to `after`, by sample. Chunks that both share are not read (spec 9.4). */
export async function compareVersions(
  before: Version,
  after: Version,
): Promise<VersionComparison> {
  const shared = new Set(
    before.chunks.filter((hash) => after.chunks.includes(hash)),
  );
  const read = async (version: Version): Promise<Map<string, VersionEntry>> => {
    const entries = new Map<string, VersionEntry>();
    for (const hash of version.chunks) {
      if (shared.has(hash)) continue;
      for (const entry of await chunkEntries(hash))
        entries.set(entry.sampleId, entry);
    }
    return entries;
  };
  const [old, now] = await Promise.all([read(before), read(after)]);
  const added = [...now.values()].filter((entry) => !old.has(entry.sampleId));
  const removed = [...old.values()].filter((entry) => !now.has(entry.sampleId));
  const changed = [...now.values()].flatMap((entry): LabelChange[] => {
    const previous = old.get(entry.sampleId);
    if (!previous || meaning(previous) === meaning(entry)) return [];
    return [
      {
        path: entry.path,
        hash: entry.hash,
        ...(entry.text === undefined ? {} : { text: entry.text }),
        before: previous.labels,
        after: entry.labels,
      },
    ];
  });
  return {
    added,
    removed,
    changed,
    unchanged: after.sampleCount - added.length - changed.length,
  };
}
