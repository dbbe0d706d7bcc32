import type {
  DatasetId,
  JobId,
  LabelingJobId,
  ModelId,
  ProjectId,
  ServiceId,
  VersionId,
} from "./ids.ts";
import type { ErrorRecord } from "./errors.ts";
import type { Problem } from "./problems.ts";
import type { TrainOptions } from "./training.ts";

/** Spec: ExeML 1.1, 7. What a phase does; templates order them. */
export type PhaseKind =
  "label" | "publish" | "check" | "train" | "register" | "deploy";

/** `awaiting` is shown as Awaiting operation or Awaiting input, by its reason. */
export type PhaseState =
  | "init"
  | "pending"
  | "running"
  | "awaiting"
  | "executed"
  | "failed"
  | "stopped"
  | "skipped";

export interface PhaseRun {
  /** Name in the template, e.g. `Classify Images`: the guide's exact words. */
  readonly name: string;
  readonly kind: PhaseKind;
  readonly state: PhaseState;
  readonly awaiting: "operation" | "input" | null;
  /** New with each start or retry; effects are keyed by it, so doing one twice is harmless. */
  readonly runId: string | null;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** What the phase consumed and produced, as shown: key -> text or id. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  /** Check Data's findings, and what else names single files. */
  readonly problems: readonly Problem[];
  readonly error: ErrorRecord | null;
}

export type ProjectState =
  "not_started" | "running" | "awaiting" | "executed" | "failed" | "stopped";

/** An ExeML project: a workflow of a fixed template, persisted step by step. Spec: ExeML 1. */
export interface Project {
  readonly id: ProjectId;
  /** 1-64, `^[A-Za-z][A-Za-z0-9_-]{0,63}$`, unique. */
  readonly name: string;
  /** 0-500 characters. */
  readonly description: string;
  /** Template id, e.g. `image_classification`. */
  readonly type: string;
  readonly tags: readonly string[];
  readonly datasetId: DatasetId;
  readonly labelingJobId: LabelingJobId | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly state: ProjectState;
  /** Number of the current execution: 1, 2 ... */
  readonly execution: number;
  readonly policy: "guide" | "relaxed";
  readonly trainRatio: number;
  readonly trainOptions: TrainOptions;
  readonly phases: readonly PhaseRun[];
  readonly versionId: VersionId | null;
  readonly trainingId: JobId | null;
  readonly modelId: ModelId | null;
  readonly serviceId: ServiceId | null;
}
