import type { SampleId } from "#core/ids.ts";
import type { LabelingItem } from "#core/labeling-job.ts";
import type { Change } from "#labeling/item-change.ts";
import { fingerprint } from "./fingerprint.ts";
import type { Reading, Reviewable } from "./reviewed-object.ts";
import { fatesBySample, type Staging } from "./staging.ts";

/** What is to be written, as one gesture over many pictures. */
export interface ReviewPlan {
  readonly ids: readonly SampleId[];
  readonly change: (item: LabelingItem) => Change | null;
  /** Pictures that `change` was asked about and did change. */
  readonly changed: ReadonlySet<SampleId>;
}

/**
 * A place in the list of objects means the same object only while the list is as it was read:
 * pictures whose annotations changed since, in another tab or by a job, are left alone.
 */
export function planReview(
  { change }: Pick<Reviewable, "change">,
  { prints }: Pick<Reading, "prints">,
  { fates }: Pick<Staging, "fates">,
): ReviewPlan {
  const bySample = fatesBySample(fates);
  const changed = new Set<SampleId>();
  return {
    ids: [...bySample.keys()],
    changed,
    change: (item) => {
      const wanted = bySample.get(item.sampleId);
      const isAsRead =
        fingerprint(item.annotation) === prints.get(item.sampleId);
      if (!wanted || !isAsRead) return null;
      changed.add(item.sampleId);
      return change(wanted)(item);
    },
  };
}
