import type { Sample } from "#core/dataset.ts";
import type { LabelId, LabelingJobId } from "#core/ids.ts";
import type { ItemContent, LabelingItem } from "#core/labeling-job.ts";
import type { LabelingItemRow } from "./database.ts";

export const UNLABELED: ItemContent = {
  state: "unlabeled",
  annotation: null,
  labels: [],
  hard: null,
  usage: null,
  provenance: null,
};

export function labelKey(jobId: LabelingJobId, labelId: LabelId): string {
  return `${jobId}|${labelId}`;
}

/** A row with its index fields made from its content. @param item may be a row: its index fields are made anew. */
export function toRow(item: LabelingItem | LabelingItemRow): LabelingItemRow {
  return {
    ...toItem(item),
    labelKeys: [...new Set(item.labels)].map((id) => labelKey(item.jobId, id)),
    ...(item.hard ? { isHard: 1 } : {}),
  };
}

export function newRow(jobId: LabelingJobId, sample: Sample): LabelingItemRow {
  return toRow({
    jobId,
    sampleId: sample.id,
    hash: sample.hash,
    name: sample.name,
    path: sample.path,
    bytes: sample.bytes,
    createdAt: sample.createdAt,
    ...(sample.text === undefined ? {} : { text: sample.text }),
    ...UNLABELED,
  });
}

export function contentOf({
  state,
  annotation,
  labels,
  hard,
  usage,
  provenance,
}: ItemContent): ItemContent {
  return { state, annotation, labels, hard, usage, provenance };
}

/** Without the fields that exist for the indexes only. */
export function toItem({
  labelKeys: _keys,
  isHard: _hard,
  ...item
}: LabelingItem & Partial<LabelingItemRow>): LabelingItem {
  return item;
}
