/** The list of datasets. */
import type { Dataset } from "#core/dataset.ts";
import {
  checkDatasetName,
  createDataset,
  deleteDataset,
  listDatasets,
  modifyDataset,
} from "#storage/datasets.ts";
import { markDatabaseUsed, requestPersistence } from "#storage/health.ts";
import { Live } from "./live.svelte.ts";

export class DatasetList {
  readonly #rows = new Live<readonly Dataset[] | null>(listDatasets, null);

  /** Newest change first; null until read. */
  get rows(): readonly Dataset[] | null {
    return this.#rows.current;
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

  readonly modify = modifyDataset;
  readonly delete = deleteDataset;
  readonly checkName = checkDatasetName;
}

/** `dataset-3fa9`: what the guide suggests. */
export function suggestedName(prefix: string): string {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint8Array(2));
  return `${prefix}-${((high << 8) | low).toString(16).padStart(4, "0")}`;
}
