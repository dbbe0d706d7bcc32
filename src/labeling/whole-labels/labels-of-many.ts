import type { LabelId } from "#core/ids.ts";
import type { LabelingItem } from "#core/labeling-job.ts";

/** What the selected samples have in common. */
export interface Summary {
  readonly count: number;
  /** Samples with the label; labels nobody uses are absent. */
  readonly labels: ReadonlyMap<LabelId, number>;
  readonly hard: number;
  readonly toBeConfirmed: number;
}

export function summarize(items: readonly LabelingItem[]): Summary {
  const labels = new Map<LabelId, number>();
  let hard = 0;
  let toBeConfirmed = 0;
  for (const item of items) {
    for (const id of new Set(item.labels))
      labels.set(id, (labels.get(id) ?? 0) + 1);
    if (item.hard) hard += 1;
    if (item.state === "to_be_confirmed") toBeConfirmed += 1;
  }
  return { count: items.length, labels, hard, toBeConfirmed };
}
