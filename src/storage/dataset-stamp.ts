/** Whether samples came to a dataset, or left it, since it was looked at. */
import type { Dataset } from "#core/dataset.ts";
import type { DatasetId } from "#core/ids.ts";
import { database } from "./database.ts";
import { guarded } from "./errors.ts";

/** Another one says that samples came or went. */
export const stampOf = ({ sampleCount, updatedAt }: Dataset): string =>
  `${String(sampleCount)} ${String(updatedAt)}`;

/** Null where the dataset has samples, or is none: with its stamp nothing needs to be asked of it. */
export async function emptyStamp(datasetId: DatasetId): Promise<string | null> {
  const dataset = await guarded(() => database.datasets.get(datasetId));
  return dataset?.sampleCount === 0 ? stampOf(dataset) : null;
}

/** Whether the dataset is as it was then. */
export async function isAsThen(
  datasetId: DatasetId,
  stamp: string,
): Promise<boolean> {
  const dataset = await guarded(() => database.datasets.get(datasetId));
  return dataset !== undefined && stampOf(dataset) === stamp;
}
