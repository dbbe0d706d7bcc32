/** What a split would do to the labels, before a version is published: the very same arithmetic. */
import type { LabelId, LabelingJobId } from "#core/ids.ts";
import type { Label } from "#core/label.ts";
import type { LabelingItem } from "#core/labeling-job.ts";
import { splitItems } from "#core/split.ts";
import type { SplitSettings } from "#core/version.ts";
import { eachItem } from "#storage/items.ts";
import { listLabels } from "#storage/labels.ts";

type Item = Pick<LabelingItem, "state" | "labels" | "usage">;

export interface PublishSource {
  readonly labels: readonly Label[];
  readonly items: readonly Item[];
}

/** Samples in each part. */
export interface Parts {
  readonly train: number;
  readonly evaluation: number;
}

export interface PublishPreview extends Parts {
  readonly unlabeled: number;
  readonly labels: readonly (Parts & {
    readonly name: string;
    readonly color: string;
  })[];
}

/** All a preview needs, read once; a split of 100,000 items is then some milliseconds. */
export async function readPublishSource(
  jobId: LabelingJobId,
): Promise<PublishSource> {
  const items: Item[] = [];
  const labels = await listLabels(jobId);
  for await (const { state, labels: own, usage } of eachItem(jobId))
    items.push({ state, labels: own, usage });
  return { labels, items };
}

export function previewSplit(
  { labels, items }: PublishSource,
  split: SplitSettings | null,
): PublishPreview {
  // Without a split all of it trains, except what was imported as EVAL.
  const parts = splitItems(items, split);
  const counts = new Map<LabelId, { train: number; evaluation: number }>();
  let [train, evaluation, unlabeled] = [0, 0, 0];
  items.forEach((item, i) => {
    if (item.state !== "labeled") {
      unlabeled += 1;
      return;
    }
    const isEvaluation = parts[i] === "EVAL";
    if (isEvaluation) evaluation += 1;
    else train += 1;
    for (const id of new Set(item.labels)) {
      const count = counts.get(id) ?? { train: 0, evaluation: 0 };
      if (isEvaluation) count.evaluation += 1;
      else count.train += 1;
      counts.set(id, count);
    }
  });
  return {
    train,
    evaluation,
    unlabeled,
    labels: labels.map(({ id, name, color }) => ({
      name,
      color,
      ...(counts.get(id) ?? { train: 0, evaluation: 0 }),
    })),
  };
}
