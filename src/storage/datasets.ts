import type { Dataset } from "#core/dataset.ts";
import type { DataType } from "#core/data-type.ts";
import { AppError } from "#core/errors.ts";
import { newId, type DatasetId } from "#core/ids.ts";
import { m } from "#messages/messages.ts";
import { fileHashes, tableBlobs, versionBlobs } from "./blob-owners.ts";
import { releaseBlobs } from "./blobs.ts";
import { database } from "./database.ts";
import { guarded } from "./errors.ts";
import { traceGestures } from "./gesture-traces.ts";
import { trace } from "./traces.ts";

export interface NewDataset {
  /** Left out = a new one. */
  readonly id?: DatasetId;
  readonly name: string;
  readonly description: string;
  readonly dataType: DataType;
  readonly isSample?: boolean;
}

const MAX_DESCRIPTION = 256;

/** The rule a dataset name breaks, in words, or null. Source: data management 3.1 (Chinese counts as letters). */
export function checkDatasetName(name: string): string | null {
  const texts = m.names.dataset;
  if (name.length === 0) return texts.empty;
  if (name.length > 64) return texts.long(64, name.length);
  if (!/^[A-Za-z\p{Script=Han}]/u.test(name)) return texts.start;
  if (!/^[A-Za-z0-9\p{Script=Han}_-]+$/u.test(name)) return texts.characters;
  return null;
}

function check(name: string, description: string): void {
  const broken = checkDatasetName(name);
  if (broken)
    throw new AppError("format", broken, { field: "name", value: name });
  if (description.length > MAX_DESCRIPTION) {
    const message = m.names.dataset.description(
      MAX_DESCRIPTION,
      description.length,
    );
    throw new AppError("format", message, { field: "description" });
  }
}

async function refuseTaken(
  name: string,
  except: DatasetId | null,
): Promise<void> {
  const other = await database.datasets.where("name").equals(name).first();
  if (other && other.id !== except) {
    throw new AppError("format", m.names.dataset.taken(name), {
      field: "name",
      value: name,
    });
  }
}

const resource = (dataset: Dataset) => ({
  resourceType: "Dataset",
  resourceId: dataset.id,
  resourceName: dataset.name,
});

/** @throws AppError('format') for a name against the rules, or one that is taken. */
export async function requireFreeName(name: string): Promise<void> {
  check(name, "");
  await guarded(() => refuseTaken(name, null));
}

/** @throws AppError('format') for a name or description against the rules, or a name taken. */
export async function createDataset({
  id = newId<DatasetId>(),
  name,
  description,
  dataType,
  isSample = false,
}: NewDataset): Promise<Dataset> {
  check(name, description);
  return guarded(() =>
    database.transaction("rw", database.datasets, database.traces, async () => {
      await refuseTaken(name, null);
      const now = Date.now();
      const dataset: Dataset = {
        id,
        name,
        description,
        dataType,
        createdAt: now,
        updatedAt: now,
        sampleCount: 0,
        bytes: 0,
        currentVersionId: null,
        cover: null,
        isSample,
      };
      await database.datasets.add(dataset);
      await trace({
        name: "createDataset",
        ...resource(dataset),
        detail: { dataType },
      });
      return dataset;
    }),
  );
}

export async function modifyDataset(
  id: DatasetId,
  patch: { readonly name?: string; readonly description?: string },
): Promise<void> {
  await guarded(() =>
    database.transaction("rw", database.datasets, database.traces, async () => {
      const dataset = await database.datasets.get(id);
      if (!dataset)
        throw new AppError("storage", "The dataset was deleted", {
          reason: "missing",
        });
      const next = { ...dataset, ...patch, updatedAt: Date.now() };
      check(next.name, next.description);
      await refuseTaken(next.name, id);
      await database.datasets.put(next);
      await trace({ name: "updateDataset", ...resource(next), detail: patch });
    }),
  );
}

export async function getDataset(id: DatasetId): Promise<Dataset | undefined> {
  return guarded(() => database.datasets.get(id));
}

/** Removes the dataset with its samples, labeling jobs and versions. There is no recycle bin (spec 4). */
export async function deleteDataset(id: DatasetId): Promise<void> {
  const {
    datasets,
    samples,
    labelingJobs,
    labels,
    items,
    steps,
    versions,
    blobs,
    traces,
  } = database;
  // The journals of its jobs go with it.
  await traceGestures();
  await guarded(() =>
    database.transaction(
      "rw",
      [
        datasets,
        samples,
        labelingJobs,
        labels,
        items,
        steps,
        versions,
        blobs,
        traces,
      ],
      async () => {
        const dataset = await datasets.get(id);
        if (!dataset) return;
        for (const version of await versions
          .where("datasetId")
          .equals(id)
          .toArray()) {
          await releaseBlobs(versionBlobs(version));
        }
        await versions.where("datasetId").equals(id).delete();
        for (const job of await labelingJobs
          .where("datasetId")
          .equals(id)
          .toArray()) {
          await labels.where("jobId").equals(job.id).delete();
          await items
            .where("[jobId+sampleId]")
            .between([job.id, ""], [job.id, "\uffff"])
            .delete();
          await steps.where("jobId").equals(job.id).delete();
        }
        await labelingJobs.where("datasetId").equals(id).delete();
        const own = samples
          .where("[datasetId+createdAt]")
          .between([id, 0], [id, Number.MAX_SAFE_INTEGER]);
        await releaseBlobs(fileHashes(await own.toArray()));
        await samples
          .where("[datasetId+createdAt]")
          .between([id, 0], [id, Number.MAX_SAFE_INTEGER])
          .delete();
        await releaseBlobs(tableBlobs(dataset));
        await datasets.delete(id);
        await trace({
          name: "deleteDataset",
          ...resource(dataset),
          detail: { samples: dataset.sampleCount },
        });
      },
    ),
  );
}
