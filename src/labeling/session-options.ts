import type { LabelingJob } from "#core/labeling-job.ts";
import type { LabelingType } from "./contract.ts";
import type { LabelingStore } from "./labeling-store.ts";

export interface SessionOptions {
  readonly type: LabelingType;
  readonly job: LabelingJob;
  readonly store: LabelingStore;
  /** Where failures go that nobody awaits. */
  readonly report: (error: unknown) => void;
  readonly now: () => number;
}
