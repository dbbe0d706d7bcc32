import type { DatasetId } from "#core/ids.ts";
import { templateOf } from "#exeml/templates.ts";

/** Whether there are ExeML projects of a labeling type. */
export const isTrainable = (typeId: string): boolean =>
  templateOf(typeId) !== undefined;

/** Where a project of a type is created on a dataset. */
export const newProjectPath = (typeId: string, datasetId: DatasetId): string =>
  `/exeml?create=${datasetId}&type=${typeId}`;
