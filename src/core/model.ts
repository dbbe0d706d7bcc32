import type { BackboneRef } from "./backbone.ts";
import type { BlobHash, JobId, ModelId, ProjectId } from "./ids.ts";
import type { Figure } from "./training.ts";

/** A trained model as files, paths inside the package's `model/` folder. Spec: ExeML 4.2. */
export interface ModelFiles {
  readonly files: Readonly<Record<string, Uint8Array>>;
}

/** `model_algorithm` of predictive analytics; of all others it is the labeling type's id. Source: ExeML 4.3. */
export const TABLE_ALGORITHM = "predict_analysis";

/** One label is told from this probability on; below it, the likeliest of the others. */
export interface LabelThreshold {
  readonly label: string;
  /** Above 0, at most 1. */
  readonly share: number;
}

/** Where a model's files hold its threshold; absent = the likeliest label is told. */
export const THRESHOLD_FILE = "threshold.json";

/** The id of the labeling type whose models have this algorithm. */
export const typeOfAlgorithm = (algorithm: string): string =>
  algorithm === TABLE_ALGORITHM ? "table" : algorithm;

/** One version of a registered model. Spec: ExeML 4.1, 4.6. */
export interface Model {
  readonly id: ModelId;
  /** 1-64 `[A-Za-z0-9_-]`; versions of one model share it. */
  readonly name: string;
  /** `0.0.1`, `0.0.2` ... */
  readonly version: string;
  readonly description: string;
  readonly labelingType: string;
  readonly labels: readonly string[];
  readonly source: "Training job" | "Import";
  readonly projectId: ProjectId | null;
  readonly trainingId: JobId | null;
  readonly createdAt: number;
  readonly status: "importing" | "Normal" | "abnormal";
  /** Why it is not Normal, in words; null when it is. */
  readonly statusReason: string | null;
  /** `f1 recall precision accuracy`, 0-1; null when unknown. */
  readonly metrics: {
    readonly f1: number;
    readonly recall: number;
    readonly precision: number;
    readonly accuracy: number;
  } | null;
  /** What it was judged by when it was trained here; absent for imported ones. */
  readonly figure?: Figure;
  readonly bytes: number;
  /** The added backbone it cannot do without; absent for models on the embedded one. */
  readonly backbone?: BackboneRef;
  /** Path inside `model/` -> blob, `config.json` among them. */
  readonly files: Readonly<Record<string, BlobHash>>;
}
