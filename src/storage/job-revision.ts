/** What a labeling page shows beside the items, read in one transaction: it is read after every gesture. */
import type { Dataset } from "#core/dataset.ts";
import type { DatasetId, LabelingJobId } from "#core/ids.ts";
import type { Label } from "#core/label.ts";
import type { LabelingJob } from "#core/labeling-job.ts";
import { database } from "./database.ts";
import { getDataset } from "./datasets.ts";
import { guarded } from "./errors.ts";
import { history, type History } from "./journal.ts";
import { getLabelingJob } from "./labeling-jobs.ts";
import { listLabels } from "./labels.ts";

export interface JobRevision {
  readonly job: LabelingJob | undefined;
  readonly dataset: Dataset | undefined;
  readonly labels: readonly Label[];
  readonly history: History;
}

export async function readJobRevision(
  jobId: LabelingJobId,
  datasetId: DatasetId,
): Promise<JobRevision> {
  const { labelingJobs, datasets, labels, steps } = database;
  return guarded(() =>
    database.transaction(
      "r",
      [labelingJobs, datasets, labels, steps],
      async () => {
        const [job, dataset, all, past] = await Promise.all([
          getLabelingJob(jobId),
          getDataset(datasetId),
          listLabels(jobId),
          history(jobId),
        ]);
        return { job, dataset, labels: all, history: past };
      },
    ),
  );
}
