import type { DetectionEvaluation } from "./detection.ts";
import type { ErrorRecord } from "./errors.ts";
import type { BlobHash, JobId, ModelId, ProjectId, VersionId } from "./ids.ts";
import type { LabelColumn } from "./table.ts";
import type {
  ClassifiedTable,
  RegressionEvaluation,
} from "./table-evaluation.ts";

/** Spec: ExeML 1.9 (Training Preference). */
export type TrainingPreference =
  "performance_first" | "balance" | "accuracy_first";
/** Whether labels count by how often they occur, or all alike. */
export type ClassWeights = "none" | "balanced";
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
  /** What predictive analytics predicts; absent for all other types. Spec: ExeML 1.2. */
  readonly labelColumn?: LabelColumn;
  /** Of predicted classes; absent = none. */
  readonly classWeights?: ClassWeights;
}

/** What is left of the time limit, for a run that goes on. 0 or more. */
export const minutesLeft = (
  { maxMinutes }: Pick<TrainOptions, "maxMinutes">,
  usedMs: number,
): number => Math.max(0, maxMinutes - usedMs / 60_000);

/**
 * The one number a model is judged by first, more is better: the share of samples that are right,
 * mAP at IoU 0.5, or R², all at most 1; R² may be below 0.
 */
export interface Figure {
  readonly kind: "accuracy" | "map50" | "r2";
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

/**
 * The curve with one more point. What it held of this epoch and later ones was learned again, and
 * what it held of another stage belongs to a training that was given up for this one.
 */
export const curveWith = (
  curve: readonly EpochReport[],
  report: EpochReport,
): EpochReport[] => [
  ...curve.filter(
    ({ stage, epoch }) => stage === report.stage && epoch < report.epoch,
  ),
  report,
];

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

/** How often answers are right with whole groups left out: speakers, places, days, as file names tell them. */
export interface GroupedFigure {
  /** 0-1, over all samples. */
  readonly accuracy: number;
  readonly groups: readonly {
    readonly name: string;
    readonly samples: number;
    readonly accuracy: number;
  }[];
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
  /** Of tables only some are kept, those that are wrong first. */
  readonly predictions: readonly Prediction[];
  /** Of tables: what is known of columns and rows. */
  readonly table?: ClassifiedTable;
  /** `validation`: the version's EVAL part; `cross_validation`: out-of-fold, used below 100 validation samples. */
  readonly measuredOn: "validation" | "cross_validation";
  /** Where the names of the files learned from tell groups. */
  readonly grouped?: GroupedFigure;
}

export type Evaluation =
  ClassificationEvaluation | DetectionEvaluation | RegressionEvaluation;

export function figureOf(evaluation: Evaluation): Figure {
  if (evaluation.kind === "detection")
    return { kind: "map50", value: evaluation.map50 };
  return evaluation.kind === "regression"
    ? { kind: "r2", value: evaluation.r2 ?? 0 }
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
  /** What the trainer is doing, by the names of stages; left out before it told. */
  readonly stage?: string;
  /** Milliseconds spent up to the newest checkpoint, pauses left out. */
  readonly usedMs?: number;
  /** Blob of the newest checkpoint; opaque to all but the trainer. */
  readonly checkpoint: BlobHash | null;
  readonly evaluation: Evaluation | null;
  /** Blobs of the trained model's files, by path inside `model/`. */
  readonly modelFiles: Readonly<Record<string, BlobHash>> | null;
  readonly modelId: ModelId | null;
  readonly events: readonly { readonly at: number; readonly text: string }[];
  readonly error: ErrorRecord | null;
}
