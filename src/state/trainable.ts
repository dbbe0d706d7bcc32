import { templateOf } from "#exeml/templates.ts";

/** Whether there are ExeML projects of a labeling type. */
export const isTrainable = (typeId: string): boolean =>
  templateOf(typeId) !== undefined;
