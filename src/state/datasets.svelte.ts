/** The list of datasets. */
import type { Dataset } from "#core/dataset.ts";
import type { DatasetId } from "#core/ids.ts";
import {
  checkDatasetName,
  createDataset,
  deleteDataset,
  modifyDataset,
} from "#storage/datasets.ts";
import { markDatabaseUsed, requestPersistence } from "#storage/health.ts";
import { listVersions } from "#storage/versions.ts";
import { DatasetRows } from "./dataset-rows.svelte.ts";
import { countByState, listLabelingJobs } from "#storage/overview.ts";

/** What goes with a dataset when it is deleted. */
export interface DatasetContent {
  readonly labelingJobs: number;
  /** Over all labeling jobs. */
  readonly labeled: number;
  readonly versions: number;
}

export class DatasetList extends DatasetRows {
  /** The first dataset is the moment to ask the browser to keep the data: from now on there is something to lose. */
  readonly create = async (
    input: Parameters<typeof createDataset>[0],
  ): Promise<Dataset> => {
    const dataset = await createDataset(input);
    markDatabaseUsed(true);
    void requestPersistence();
    return dataset;
  };

  readonly contentOf = async (id: DatasetId): Promise<DatasetContent> => {
    const [jobs, versions] = await Promise.all([
      listLabelingJobs(id),
      listVersions(id),
    ]);
    const counts = await Promise.all(jobs.map((job) => countByState(job.id)));
    return {
      labelingJobs: jobs.length,
      labeled: counts.reduce((sum, { labeled }) => sum + labeled, 0),
      versions: versions.length,
    };
  };

  readonly modify = modifyDataset;
  readonly delete = deleteDataset;
  readonly checkName = checkDatasetName;
}

/** `dataset-3fa9`: what the guide suggests. */
export function suggestedName(prefix: string): string {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint8Array(2));
  return `${prefix}-${((high << 8) | low).toString(16).padStart(4, "0")}`;
}
