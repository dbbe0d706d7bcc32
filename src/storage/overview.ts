/** Datasets and labeling jobs as lists, and how far the jobs are: all that the first screen reads. */
import Dexie from "dexie";
import type { Dataset } from "#core/dataset.ts";
import type { DatasetId, LabelingJobId } from "#core/ids.ts";
import type { ItemState, LabelingJob } from "#core/labeling-job.ts";
import { database } from "./database.ts";
import { guarded } from "./errors.ts";

/** Newest change first. */
export async function listDatasets(): Promise<Dataset[]> {
  return guarded(() =>
    database.datasets.orderBy("updatedAt").reverse().toArray(),
  );
}

/** Newest first. */
export async function listLabelingJobs(
  datasetId?: DatasetId,
): Promise<LabelingJob[]> {
  return guarded(async () => {
    const rows = datasetId
      ? await database.labelingJobs
          .where("datasetId")
          .equals(datasetId)
          .toArray()
      : await database.labelingJobs.toArray();
    return rows.sort((a, b) => b.createdAt - a.createdAt);
  });
}

export async function countByState(
  jobId: LabelingJobId,
): Promise<Record<ItemState | "all", number>> {
  const count = (state: ItemState) =>
    database.items
      .where("[jobId+state+createdAt+sampleId]")
      .between([jobId, state, Dexie.minKey], [jobId, state, Dexie.maxKey])
      .count();
  return guarded(async () => {
    // One after the other: what a user asks for meanwhile need not wait for all of them.
    const unlabeled = await count("unlabeled");
    const labeled = await count("labeled");
    const toBeConfirmed = await count("to_be_confirmed");
    return {
      unlabeled,
      labeled,
      to_be_confirmed: toBeConfirmed,
      all: unlabeled + labeled + toBeConfirmed,
    };
  });
}
