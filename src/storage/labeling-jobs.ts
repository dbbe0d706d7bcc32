import Dexie from "dexie";
import { AppError } from "#core/errors.ts";
import {
  newId,
  type DatasetId,
  type LabelId,
  type LabelingJobId,
} from "#core/ids.ts";
import type { Sample } from "#core/dataset.ts";
import { colorForLabel } from "#core/label-color.ts";
import { LABEL_SHORTCUTS } from "#core/label-shortcut.ts";
import type { Label, NewLabel } from "#core/label.ts";
import {
  descriptionProblem,
  labelingJobNameProblem,
} from "#core/labeling-job-name.ts";
import type { LabelingJob } from "#core/labeling-job.ts";
import { m } from "#messages/messages.ts";
import { cache, database } from "./database.ts";
import { guarded } from "./errors.ts";
import { newRow } from "./item-rows.ts";
import { traceGestures } from "./gesture-traces.ts";
import { checkLabelCount } from "./labels.ts";
import { trace } from "./traces.ts";

export interface NewLabelingJob {
  readonly datasetId: DatasetId;
  readonly type: string;
  readonly name: string;
  readonly description: string;
  readonly singleLabel: boolean;
  readonly labels: readonly NewLabel[];
}

const MAX_JOBS = 500;

function check(name: string, description: string): void {
  const wrongName = labelingJobNameProblem(name, m.names.labelingJob);
  if (wrongName)
    throw new AppError("format", wrongName, { field: "name", value: name });
  const wrongText = descriptionProblem(
    description,
    m.names.labelingJobDescription,
  );
  if (wrongText)
    throw new AppError("format", wrongText, { field: "description" });
}

/** Creates the job with its label set; its items come by `synchronizeNewData`. */
export async function createLabelingJob(
  job: NewLabelingJob,
): Promise<LabelingJob> {
  check(job.name, job.description);
  const { labelingJobs, labels, traces } = database;
  return guarded(() =>
    database.transaction("rw", [labelingJobs, labels, traces], async () => {
      if ((await labelingJobs.count()) >= MAX_JOBS) {
        throw new AppError(
          "format",
          `There can be at most ${String(MAX_JOBS)} labeling jobs`,
          { limit: MAX_JOBS },
        );
      }
      checkLabelCount(job.labels.length);
      const now = Date.now();
      const { labels: names, ...rest } = job;
      const row: LabelingJob = {
        ...rest,
        id: newId<LabelingJobId>(now),
        createdAt: now,
        updatedAt: now,
      };
      await labelingJobs.add(row);
      await labels.bulkAdd(
        names.map((label, order): Label => ({
          id: newId<LabelId>(now),
          jobId: row.id,
          name: label.name,
          color: label.color ?? colorForLabel(order),
          shortcut:
            label.shortcut === undefined
              ? (LABEL_SHORTCUTS[order] ?? null)
              : label.shortcut,
          order,
          ...(label.attributes ? { attributes: label.attributes } : {}),
        })),
      );
      await trace({
        name: "createLabelingJob",
        resourceType: "Dataset",
        resourceId: row.id,
        resourceName: row.name,
        detail: { type: row.type },
      });
      return row;
    }),
  );
}

export async function modifyLabelingJob(
  id: LabelingJobId,
  patch: {
    readonly name?: string;
    readonly description?: string;
    readonly singleLabel?: boolean;
  },
): Promise<void> {
  await guarded(() =>
    database.transaction(
      "rw",
      database.labelingJobs,
      database.traces,
      async () => {
        const job = await database.labelingJobs.get(id);
        if (!job)
          throw new AppError("storage", "The labeling job was deleted", {
            reason: "missing",
          });
        const next = { ...job, ...patch, updatedAt: Date.now() };
        check(next.name, next.description);
        await database.labelingJobs.put(next);
        await trace({
          name: "updateLabelingJob",
          resourceType: "Dataset",
          resourceId: id,
          resourceName: next.name,
          detail: patch,
        });
      },
    ),
  );
}

/** Removes the job with its labels, annotations and journal; samples stay in the dataset. */
export async function deleteLabelingJob(id: LabelingJobId): Promise<void> {
  const { labelingJobs, labels, items, steps, traces } = database;
  // Its journal goes with it.
  await traceGestures(id);
  await guarded(() =>
    database.transaction(
      "rw",
      [labelingJobs, labels, items, steps, traces],
      async () => {
        const job = await labelingJobs.get(id);
        if (!job) return;
        await labels.where("jobId").equals(id).delete();
        await items
          .where("[jobId+sampleId]")
          .between([id, Dexie.minKey], [id, Dexie.maxKey])
          .delete();
        await steps.where("jobId").equals(id).delete();
        await labelingJobs.delete(id);
        await trace({
          name: "deleteLabelingJob",
          resourceType: "Dataset",
          resourceId: id,
          resourceName: job.name,
        });
      },
    ),
  );
  await cache.copies.delete(id).catch(() => undefined);
}

/** A new job with the same labels and samples; labeling results are not copied (spec 11.2). */
export async function copyLabelingJob(
  id: LabelingJobId,
  name: string,
  description: string,
): Promise<LabelingJob> {
  const job = await getLabelingJob(id);
  if (!job)
    throw new AppError("storage", "The labeling job was deleted", {
      reason: "missing",
    });
  const labels = await guarded(() =>
    database.labels.where("jobId").equals(id).sortBy("order"),
  );
  const copy = await createLabelingJob({
    datasetId: job.datasetId,
    type: job.type,
    singleLabel: job.singleLabel,
    name,
    description,
    labels,
  });
  await synchronizeNewData(copy.id);
  return copy;
}

export async function getLabelingJob(
  id: LabelingJobId,
): Promise<LabelingJob | undefined> {
  return guarded(() => database.labelingJobs.get(id));
}

const CHUNK = 2000;

/**
 * Gives the job an item for each sample of its dataset that it lacks (dataset -> job, spec 5.1).
 * Each chunk is one transaction, so a kill leaves a job with fewer items, and calling again goes on.
 * @returns how many were added.
 */
export async function synchronizeNewData(
  jobId: LabelingJobId,
): Promise<number> {
  return guarded(async () => {
    const job = await database.labelingJobs.get(jobId);
    if (!job) return 0;
    const inJob = new Set(
      (
        await database.items
          .where("[jobId+sampleId]")
          .between([jobId, Dexie.minKey], [jobId, Dexie.maxKey])
          .primaryKeys()
      ).map(([, id]) => id),
    );
    const inDataset = await database.samples
      .where("[datasetId+createdAt]")
      .between([job.datasetId, Dexie.minKey], [job.datasetId, Dexie.maxKey])
      .primaryKeys();
    const missing = inDataset.filter((id) => !inJob.has(id));
    for (let at = 0; at < missing.length; at += CHUNK) {
      const ids = missing.slice(at, at + CHUNK);
      await database.transaction(
        "rw",
        database.items,
        database.samples,
        async () => {
          const samples = await database.samples.bulkGet(ids);
          const there = await database.items.bulkGet(
            ids.map((id): [string, string] => [jobId, id]),
          );
          await database.items.bulkAdd(
            samples.flatMap((sample, i) =>
              sample && !there[i] ? [newRow(jobId, sample)] : [],
            ),
          );
        },
      );
    }
    return missing.length;
  });
}

/** Gives the job an item for each of these samples that it lacks. */
export async function synchronizeSamples(
  jobId: LabelingJobId,
  samples: readonly Sample[],
): Promise<void> {
  await guarded(() =>
    database.transaction("rw", database.items, async () => {
      const unique = [
        ...new Map(samples.map((sample) => [sample.id, sample])).values(),
      ];
      const there = await database.items.bulkGet(
        unique.map(({ id }): [string, string] => [jobId, id]),
      );
      await database.items.bulkAdd(
        unique.flatMap((sample, i) =>
          there[i] ? [] : [newRow(jobId, sample)],
        ),
      );
    }),
  );
}
