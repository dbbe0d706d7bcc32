/** The list of datasets. */
import type { Dataset } from "#core/dataset.ts";
import type { DatasetId } from "#core/ids.ts";
import {
  checkDatasetName,
  createDataset,
  deleteDataset,
  listDatasets,
  modifyDataset,
} from "#storage/datasets.ts";
import { markDatabaseUsed, requestPersistence } from "#storage/health.ts";
import { countByState } from "#storage/items.ts";
import { listLabelingJobs } from "#storage/labeling-jobs.ts";
import { listVersions } from "#storage/versions.ts";
import { Live } from "./live.svelte.ts";

/** What goes with a dataset when it is deleted. */
export interface DatasetContent {
  readonly labelingJobs: number;
  /** Over all labeling jobs. */
  readonly labeled: number;
  readonly versions: number;
}

/** The labeling job that is furthest stands for the dataset; no entry = nothing labels it. */
async function readProgress(): Promise<ReadonlyMap<DatasetId, number>> {
  const furthest = new Map<DatasetId, number>();
  for (const job of await listLabelingJobs()) {
    const { labeled, all } = await countByState(job.id);
    const share = all === 0 ? 0 : labeled / all;
    furthest.set(
      job.datasetId,
      Math.max(share, furthest.get(job.datasetId) ?? 0),
    );
  }
  return furthest;
}

export class DatasetList {
  readonly #rows = new Live<readonly Dataset[] | null>(listDatasets, null);
  readonly #progress = new Live<ReadonlyMap<DatasetId, number>>(
    readProgress,
    new Map(),
  );

  /** Newest change first; null until read. */
  get rows(): readonly Dataset[] | null {
    return this.#rows.current;
  }

  /** Share of samples that are labeled, 0-1; null when there is no labeling job. */
  progress(id: DatasetId): number | null {
    return this.#progress.current.get(id) ?? null;
  }

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
