import type { DetectionEvaluation } from "./detection.ts";
import type { ErrorRecord } from "./errors.ts";
import type { BlobHash, JobId, ModelId, ProjectId, VersionId } from "./ids.ts";

/** Spec: ExeML 1.9 (Training Preference). */
export type TrainingPreference =
  "performance_first" | "balance" | "accuracy_first";
export type BackendName = "webgpu" | "wasm" | "cpu";

/** Spec: ExeML 1.9, the advanced options of the train phase. */
export interface TrainOptions {
  readonly preference: TrainingPreference;
  /** 6-6000 minutes; at the limit the best model so far is kept. */
  readonly maxMinutes: number;
  /** Integer; the same seed, data and backend give the same model. */
  readonly seed: number;
  readonly backend: BackendName | "auto";
  /** Model to start from (incremental training), or null. */
  readonly incrementalFrom: ModelId | null;
  /** Key of the feature extractor in the backbone catalogue; `backbone-s` is the embedded one. */
  readonly backbone: string;
}

/** The one number a model is judged by first, 0-1: the share of samples that are right, or mAP at IoU 0.5. */
export interface Figure {
  readonly kind: "accuracy" | "map50";
  readonly value: number;
}

/** One point of the live curves. Losses are means over what is learned from, in nats where they are entropies. */
export interface EpochReport {
  /** What is being trained, e.g. `head`, `detector`. */
  readonly stage: string;
  /** 1, 2, 3 ... within the stage. */
  readonly epoch: number;
  readonly epochs: number;
  readonly trainLoss: number;
  readonly validationLoss: number | null;
  /** Null where it was not measured. */
  readonly validationFigure: Figure | null;
}

export interface ClassMetrics {
  readonly label: string;
  /** Validation samples of this label. */
  readonly samples: number;
  /** 0-1; null where the formula divides by zero. */
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  /** Precision and recall at falling thresholds of this label's score. */
  readonly curve: readonly {
    readonly threshold: number;
    readonly precision: number;
    readonly recall: number;
  }[];
  readonly averagePrecision: number | null;
}

export interface Prediction {
  readonly sampleId: string;
  readonly hash: BlobHash;
  readonly path: string;
  /** Index into `labels`. */
  readonly truth: number;
  readonly predicted: number;
  /** One probability per label, calibrated, adding up to 1. */
  readonly scores: readonly number[];
}

/** How good a classifier is, on samples it did not learn from. Spec: ExeML 1.10, 3.10. */
export interface ClassificationEvaluation {
  readonly kind: "classification";
  readonly labels: readonly string[];
  readonly accuracy: number;
  /** 95 % Wilson interval of the accuracy. */
  readonly accuracyInterval: readonly [number, number];
  /** Macro averages, 0-1. */
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly perClass: readonly ClassMetrics[];
  /** Rows = true label, columns = prediction, counts. */
  readonly confusion: readonly (readonly number[])[];
  /** Ten bins of confidence: mean confidence, share right, count. */
  readonly reliability: readonly {
    readonly confidence: number;
    readonly accuracy: number;
    readonly count: number;
  }[];
  /** Expected calibration error, 0-1. */
  readonly calibrationError: number;
  readonly predictions: readonly Prediction[];
  /** `validation`: the version's EVAL part; `cross_validation`: out-of-fold, used below 100 validation samples. */
  readonly measuredOn: "validation" | "cross_validation";
}

export type Evaluation = ClassificationEvaluation | DetectionEvaluation;

export function figureOf(evaluation: Evaluation): Figure {
  return evaluation.kind === "detection"
    ? { kind: "map50", value: evaluation.map50 }
    : { kind: "accuracy", value: evaluation.accuracy };
}

export type TrainingState =
  | "Creating"
  | "Pending"
  | "Running"
  | "Paused"
  | "Completed"
  | "Failed"
  | "Terminated";

/** A round in one of these is not over: its job runs or can go on. */
export const OPEN_TRAINING_STATES: readonly TrainingState[] = [
  "Creating",
  "Pending",
  "Running",
  "Paused",
];

/** One training round of a project. Spec: ExeML 3.4, 7. */
export interface TrainingRun {
  readonly id: JobId;
  readonly projectId: ProjectId;
  readonly datasetVersionId: VersionId;
  /** `V001`, `V002` ... in the project. */
  readonly name: string;
  readonly options: TrainOptions;
  readonly state: TrainingState;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** The backend in use and why it was chosen, in the words of `ml/backend.ts`. */
  readonly backend: BackendName | null;
  readonly backendReason: string | null;
  readonly curve: readonly EpochReport[];
  /** Blob of the newest checkpoint; opaque to all but the trainer. */
  readonly checkpoint: BlobHash | null;
  readonly evaluation: Evaluation | null;
  /** Blobs of the trained model's files, by path inside `model/`. */
  readonly modelFiles: Readonly<Record<string, BlobHash>> | null;
  readonly modelId: ModelId | null;
  readonly events: readonly { readonly at: number; readonly text: string }[];
  readonly error: ErrorRecord | null;
}
