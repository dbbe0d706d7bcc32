import type { ErrorRecord } from "./errors.ts";
import type { DatasetId, JobId, LabelingJobId, ProjectId } from "./ids.ts";
import type { Pace } from "./job-pace.ts";
import type { Problem } from "./problems.ts";

/** Background work the jobs tray shows; not to be mixed up with a labeling job. */
export type JobKind =
  | "import"
  | "export"
  | "publish"
  | "train"
  | "backup"
  | "restore"
  | "sample_project"
  | "predict_table";

/** `waiting`: needs the user (dry-run report to confirm, space to free, files to pick again). */
export type JobState =
  "queued" | "running" | "paused" | "waiting" | "done" | "failed" | "cancelled";

/**
 * A persisted background job. `step(cursor)` of its kind is idempotent and returns the next
 * cursor, so a killed tab resumes by calling it again with the stored one.
 */
export interface Job {
  readonly id: JobId;
  readonly kind: JobKind;
  /** What the tray shows, e.g. the dataset's name. */
  readonly title: string;
  readonly datasetId: DatasetId | null;
  readonly labelingJobId: LabelingJobId | null;
  readonly projectId: ProjectId | null;
  /** Plain data, fixed at creation; its form is the kind's own. */
  readonly input: unknown;
  /** Plain data; where to go on. */
  readonly cursor: unknown;
  /** Plain data; what came out. */
  readonly result: unknown;
  readonly state: JobState;
  /** Why it waits, a message key of the kind, e.g. `review`, `space`, `files`. */
  readonly waitingFor: string | null;
  readonly done: number;
  /** 0 while unknown. */
  readonly total: number;
  readonly unit: "files" | "bytes" | "samples" | "epochs" | "steps";
  /** How fast this run counts; null until its first report. */
  readonly pace?: Pace | null;
  /** The first 1,000; `problemCount` counts all. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
  readonly error: ErrorRecord | null;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly updatedAt: number;
}

/** At most ten of these a second reach the page. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly unit: Job["unit"];
  /** What is counted, where one unit serves several stages. */
  readonly stage?: string;
}
