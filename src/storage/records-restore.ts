/** Puts the records of a backup in the place of what has the same ids, all or nothing. */
import Dexie from "dexie";
import type { AddedBackbone } from "#core/backbone.ts";
import type { Dataset, Sample } from "#core/dataset.ts";
import type { BlobHash, DatasetId, LabelingJobId } from "#core/ids.ts";
import type { LabelingJob } from "#core/labeling-job.ts";
import type { Model } from "#core/model.ts";
import type { Project } from "#core/project.ts";
import type { Service, ServiceCall } from "#core/service.ts";
import type { StoredTable } from "#core/stored-table.ts";
import type { Version } from "#core/version.ts";
import {
  backboneBlobs,
  fileHashes,
  modelBlobs,
  OWNER_TABLES,
  recountBlobs,
  versionContent,
} from "./blob-owners.ts";
import { database, type LabelingItemRow } from "./database.ts";
import { guarded } from "./errors.ts";
import { BACKED_UP, type BackedUpTable } from "./records.ts";
import { upgradedTraining } from "./training-upgrade.ts";

export type Records = Readonly<Record<BackedUpTable, readonly unknown[]>>;

/** What a backup could not bring back, because its files are damaged and this device lacks them. */
export interface Lost {
  readonly samples: readonly Sample[];
  readonly versions: readonly Version[];
  readonly models: readonly Model[];
  readonly backbones: readonly AddedBackbone[];
  /** Datasets that lost rows, and how many. */
  readonly tables: readonly { readonly name: string; readonly rows: number }[];
}

const PAGE = 1000;

async function put(
  table: BackedUpTable,
  rows: readonly unknown[],
): Promise<void> {
  for (let at = 0; at < rows.length; at += PAGE) {
    const page = rows.slice(at, at + PAGE) as readonly object[];
    const newest = table === "trainings" ? page.map(upgradedTraining) : page;
    await database.table(table).bulkPut([...newest]);
  }
}

const within = (...start: readonly string[]): [unknown[], unknown[]] => [
  [...start, Dexie.minKey],
  [...start, Dexie.maxKey],
];

async function clearJob(id: LabelingJobId): Promise<void> {
  const { labels, items, steps, labelingJobs } = database;
  await labels.where("jobId").equals(id).delete();
  await items
    .where("[jobId+sampleId]")
    .between(...within(id))
    .delete();
  await steps.where("jobId").equals(id).delete();
  await labelingJobs.delete(id);
}

/** What the dataset holds now goes: a mixture with later edits would fit neither journal. */
async function clearDataset(id: DatasetId): Promise<void> {
  const { samples, labelingJobs, versions } = database;
  for (const job of await labelingJobs.where("datasetId").equals(id).toArray())
    await clearJob(job.id);
  await samples
    .where("[datasetId+createdAt]")
    .between(...within(id))
    .delete();
  await versions.where("datasetId").equals(id).delete();
}

/** `name`, or `name-2`, `name-3` ... when something of another id has it. */
async function freeName(
  name: string,
  isTaken: (name: string) => Promise<boolean>,
): Promise<string> {
  for (let n = 1; ; n += 1) {
    const suffix = n === 1 ? "" : `-${String(n)}`;
    const candidate = name.slice(0, 64 - suffix.length) + suffix;
    if (!(await isTaken(candidate))) return candidate;
  }
}

async function renamed<
  T extends { readonly id: string; readonly name: string },
>(
  rows: readonly T[],
  ownerOf: (row: T, name: string) => PromiseLike<{ id: string } | undefined>,
): Promise<T[]> {
  const own = new Set(rows.map(({ id }) => id));
  const result: T[] = [];
  for (const row of rows) {
    const name = await freeName(row.name, async (candidate) => {
      const owner = await ownerOf(row, candidate);
      const isTaken = owner !== undefined && !own.has(owner.id);
      // A name that another row of the backup has is taken as well, unless it is its own.
      return (
        isTaken ||
        (candidate !== row.name &&
          rows.some((other) => other.name === candidate))
      );
    });
    result.push({ ...row, name });
  }
  return result;
}

/** The rows whose parts are here. */
function withParts(
  table: StoredTable,
  here: ReadonlySet<BlobHash>,
): StoredTable {
  const parts = table.parts.filter(({ hash }) => here.has(hash));
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  return { ...table, parts, rows };
}

function lostRows(
  datasets: readonly Dataset[],
  here: ReadonlySet<BlobHash>,
): Lost["tables"] {
  return datasets.flatMap(({ name, table }) => {
    const rows = table ? table.rows - withParts(table, here).rows : 0;
    return rows > 0 ? [{ name, rows }] : [];
  });
}

/** The records without what needs a file that is nowhere. */
async function readable(
  records: Records,
): Promise<{ records: Records; lost: Lost }> {
  const here = new Set<BlobHash>(
    await database.blobs.toCollection().primaryKeys(),
  );
  const samples = records.samples as readonly Sample[];
  const versions = records.versions as readonly Version[];
  const models = records.models as readonly Model[];
  const backbones = records.backbones as readonly AddedBackbone[];
  const isWhole = (hashes: readonly BlobHash[]): boolean =>
    hashes.every((hash) => here.has(hash));
  const lost: Lost = {
    samples: samples.filter((sample) => !isWhole(fileHashes([sample]))),
    versions: versions.filter((row) => !isWhole(versionContent(row))),
    models: models.filter((row) => !isWhole(modelBlobs(row))),
    backbones: backbones.filter((row) => !isWhole(backboneBlobs(row))),
    tables: lostRows(records.datasets as readonly Dataset[], here),
  };
  const gone = new Set<string>(lost.samples.map(({ id }) => id));
  const goneVersions = new Set<string>(lost.versions.map(({ id }) => id));
  const isKept = ({ id }: { readonly id: string }): boolean => !gone.has(id);
  const datasets = (records.datasets as readonly Dataset[]).map((dataset) => {
    const missing = lost.samples.filter(
      ({ datasetId }) => datasetId === dataset.id,
    );
    const { cover, currentVersionId: current } = dataset;
    const parts = dataset.table?.parts ?? [];
    const table = dataset.table && withParts(dataset.table, here);
    const goneRows =
      dataset.table && table ? dataset.table.rows - table.rows : 0;
    const lostParts = parts.filter(({ hash }) => !here.has(hash));
    const lostBytes = [...missing, ...lostParts].reduce(
      (sum, { bytes }) => sum + bytes,
      0,
    );
    return {
      ...dataset,
      ...(table ? { table } : {}),
      sampleCount: dataset.sampleCount - missing.length - goneRows,
      bytes: dataset.bytes - lostBytes,
      cover: cover && here.has(cover) ? cover : null,
      currentVersionId: current && goneVersions.has(current) ? null : current,
    };
  });
  return {
    lost,
    records: {
      ...records,
      datasets,
      samples: samples.filter(isKept),
      items: (records.items as readonly LabelingItemRow[]).filter(
        ({ sampleId }) => !gone.has(sampleId),
      ),
      versions: versions.filter(({ id }) => !goneVersions.has(id)),
      backbones: backbones.filter((row) => !lost.backbones.includes(row)),
      models: models.map((row) =>
        lost.models.includes(row)
          ? {
              ...row,
              status: "abnormal",
              statusReason: "A file of it is damaged in the backup",
            }
          : row,
      ),
    },
  };
}

/**
 * One transaction: after a failure or a kill everything is as it was. Datasets of the backup
 * replace those of the same id with all they hold; what only this device has stays. A name that
 * something else has by now gets a number.
 */
export async function restoreRecords(all: Records): Promise<Lost> {
  const names = new Set<string>([...BACKED_UP, ...OWNER_TABLES]);
  return guarded(() =>
    database.transaction("rw", [...names], async () => {
      const { records, lost } = await readable(all);
      for (const { id } of records.datasets as readonly Dataset[])
        await clearDataset(id);
      for (const { id } of records.labelingJobs as readonly LabelingJob[])
        await clearJob(id);
      const { datasets, projects, models, calls } = database;
      const renamedRows = {
        datasets: await renamed(
          records.datasets as readonly Dataset[],
          (_, name) => datasets.where("name").equals(name).first(),
        ),
        projects: await renamed(
          records.projects as readonly Project[],
          (_, name) => projects.where("name").equals(name).first(),
        ),
        models: await renamed(records.models as readonly Model[], (row, name) =>
          models.where("[name+version]").equals([name, row.version]).first(),
        ),
      };
      for (const { id } of records.services as readonly Service[])
        await calls
          .where("[serviceId+at]")
          .between(...within(id))
          .delete();
      for (const table of BACKED_UP)
        if (table !== "calls")
          await put(table, { ...records, ...renamedRows }[table]);
      const history = records.calls as readonly (ServiceCall & {
        readonly key?: number;
      })[];
      // Keys of calls are this database's own.
      await put(
        "calls",
        history.map(({ key: _key, ...call }) => call),
      );
      await recountBlobs();
      return lost;
    }),
  );
}
