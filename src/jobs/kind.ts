import { AppError } from "#core/errors.ts";
import type { Job, JobKind, Progress } from "#core/job.ts";
import type { Problem } from "#core/problems.ts";

/** What a kind of job gets from the runner. Everything it needs to go on after a kill goes through `save`. */
export interface JobContext {
  /** The row as it was when this run began. */
  readonly job: Job;
  /** Aborted by Cancel and by Pause; the cursor decides where the next run begins. */
  readonly signal: AbortSignal;
  readonly report: (progress: Progress) => void;
  /** Durable when the promise resolves. @param cursor plain data. */
  readonly save: (cursor: unknown) => Promise<void>;
  readonly addProblems: (problems: readonly Problem[]) => Promise<void>;
  /** Stores `partial` as the job's result and waits for the user's answer (`confirmJob`). */
  readonly wait: (reason: string, partial: unknown) => Promise<unknown>;
}

/** Why a job was told to stop: for good, or for now. Null while it runs. */
export function stopReason(signal: AbortSignal): "cancel" | "pause" | null {
  if (!signal.aborted) return null;
  const { reason } = signal as { readonly reason: unknown };
  return reason instanceof AppError && reason.detail["stop"] === "pause"
    ? "pause"
    : "cancel";
}

/** Runs the job from its cursor to the end; called again after a kill. @returns the result, plain data. */
export type RunJob = (context: JobContext) => Promise<unknown>;

interface JobModule {
  readonly default: RunJob;
}

/** Loaded when the first job of the kind runs. */
export const jobKinds: Readonly<Record<JobKind, () => Promise<JobModule>>> = {
  import: () => import("./import.ts"),
  export: () => import("./export.ts"),
  publish: () => import("./publish.ts"),
  train: () => import("./train.ts"),
  backup: () => import("./backup.ts"),
  restore: () => import("./restore.ts"),
  sample_project: () => import("./sample-project.ts"),
  predict_table: () => import("./predict-table.ts"),
};
