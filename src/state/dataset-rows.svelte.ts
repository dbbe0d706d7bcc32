/** Datasets as a list to read: the home page shows it before anything that changes them is loaded. */
import type { Dataset } from "#core/dataset.ts";
import type { DatasetId } from "#core/ids.ts";
import {
  countByState,
  listDatasets,
  listLabelingJobs,
} from "#storage/overview.ts";
import { Live } from "./live.svelte.ts";
import { LiveCounts } from "./live-counts.svelte.ts";

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

export class DatasetRows {
  readonly #rows = new Live<readonly Dataset[] | null>(listDatasets, null);
  readonly #progress = new LiveCounts<ReadonlyMap<DatasetId, number>>(
    ["labelingJobs", "items"],
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
}
