import type { LabelId } from "#core/ids.ts";
import type { ItemEdit } from "#core/journal.ts";
import type { ItemCounts } from "./labeling-store.ts";

/** Counts by state after the edits, without asking the storage. */
export function countStates(
  counts: ItemCounts,
  edits: readonly Pick<ItemEdit, "before" | "after">[],
): ItemCounts {
  const next = { ...counts };
  for (const { before, after } of edits) {
    next[before.state] -= 1;
    next[after.state] += 1;
  }
  return next;
}

/** Samples per label after the edits; a sample counts once per label, however often it uses it. */
export function countLabels(
  counts: ReadonlyMap<LabelId, number>,
  edits: readonly Pick<ItemEdit, "before" | "after">[],
): ReadonlyMap<LabelId, number> {
  const next = new Map(counts);
  const add = (labels: readonly LabelId[], by: number) => {
    for (const id of new Set(labels)) next.set(id, (next.get(id) ?? 0) + by);
  };
  for (const { before, after } of edits) {
    add(before.labels, -1);
    add(after.labels, 1);
  }
  return next;
}
