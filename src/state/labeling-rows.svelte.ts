/** Labeling jobs as a list to read, with how far they are. */
import type { Dataset } from "#core/dataset.ts";
import type { LabelingJob } from "#core/labeling-job.ts";
import {
  countByState,
  listDatasets,
  listLabelingJobs,
} from "#storage/overview.ts";
import { LiveCounts } from "./live-counts.svelte.ts";

/** A row of "My Creations". */
export interface LabelingJobRow {
  readonly job: LabelingJob;
  readonly dataset: Dataset | undefined;
  readonly labeled: number;
  readonly total: number;
  readonly pending: number;
}

async function readRows(): Promise<LabelingJobRow[]> {
  const [jobs, datasets] = await Promise.all([
    listLabelingJobs(),
    listDatasets(),
  ]);
  const byId = new Map(datasets.map((dataset) => [dataset.id, dataset]));
  return Promise.all(
    jobs.map(async (job) => {
      const counts = await countByState(job.id);
      return {
        job,
        dataset: byId.get(job.datasetId),
        labeled: counts.labeled,
        total: counts.all,
        pending: counts.to_be_confirmed,
      };
    }),
  );
}

/** Null until read. */
export class LabelingRows {
  #rows = new LiveCounts<LabelingJobRow[] | null>(
    ["labelingJobs", "datasets", "items"],
    readRows,
    null,
  );

  get rows(): LabelingJobRow[] | null {
    return this.#rows.current;
  }
}
