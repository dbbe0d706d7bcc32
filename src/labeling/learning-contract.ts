/**
 * What trainers and predictors of a labeling type are. Pure: workers, tests and pages import it.
 * How to add a type: `src/labeling/README.md`.
 */
import type { FoundObject } from "#core/detection.ts";
import type { BlobHash } from "#core/ids.ts";
import type { LabelThreshold, ModelFiles } from "#core/model.ts";
import type { Sound } from "#core/sound.ts";
import type { Column, LabelColumn, Table } from "#core/table.ts";
import type {
  BackendName,
  EpochReport,
  Evaluation,
  TrainOptions,
} from "#core/training.ts";
import type { ReadBackbone } from "#ml/backbone-catalogue.ts";
import type { SizedPicture } from "#ml/picture-window.ts";
import type { OpenFitThreads } from "#ml/table/fit-queue.ts";
import type { PushingWord } from "#ml/text/pushing-words.ts";

export interface TrainSample {
  readonly id: string;
  readonly hash: BlobHash;
  readonly path: string;
  /** The sample itself, where it is a text. */
  readonly text?: string;
  /** Of the oriented picture, in pixels; null where there is none. */
  readonly width: number | null;
  readonly height: number | null;
  /** Label names, one entry per use. */
  readonly labels: readonly string[];
  readonly usage: "TRAIN" | "EVAL";
  /** The file itself, read from storage each time it is asked for. */
  readonly read: () => Promise<Blob>;
  /** The annotation itself, in the type's own form. Its label ids are the labels' names. */
  readonly decode: () => Promise<unknown>;
}

/**
 * Pixels of a file as a person sees it, stretched to a square of each side: RGBA bytes, row by
 * row, [side, side, 4]. Given to trainers and predictors, which must not know how to decode.
 */
export type ReadPixels = (
  file: Blob,
  sides: readonly number[],
) => Promise<{ readonly side: number; readonly rgba: Uint8ClampedArray }[]>;

/**
 * The same with the picture's own proportions: its oriented size, and RGBA bytes of it with the
 * longer side at most `longest` pixels.
 */
export type ReadPicture = (
  file: Blob,
  longest: number,
) => Promise<SizedPicture>;

/**
 * A recording as sound, its channels as they are.
 * @param signal gives up: it rejects with its reason.
 * @throws AppError('format') when it cannot be decoded, or is too long for memory.
 */
export type ReadSound = (file: Blob, signal?: AbortSignal) => Promise<Sound>;

/** How files become what is learned from. A type takes what it needs. */
export interface Readers {
  readonly readPixels: ReadPixels;
  readonly readPicture: ReadPicture;
  readonly readSound: ReadSound;
  /** Backbones that the user added. */
  readonly readBackbone: ReadBackbone;
}

/** What is learned from a table. `usage` has one entry a row: 0 to learn from, 1 to judge by. */
export interface TrainTable {
  readonly table: Table;
  readonly usage: Uint8Array;
  readonly label: LabelColumn;
}

/** Cache of feature vectors; lost entries are computed again. */
export interface FeatureCache {
  get(keys: readonly string[]): Promise<(Float32Array | null)[]>;
  put(
    entries: readonly { readonly key: string; readonly vector: Float32Array }[],
  ): Promise<void>;
}

export interface TrainReport {
  /** Coarse progress: what is going on, how far. At most ten calls a second. */
  readonly progress: (stage: string, done: number, total: number) => void;
  readonly epoch: (report: EpochReport) => void;
  /** Opaque bytes from which `train` can go on; awaited, so it is durable before the next epoch. */
  readonly checkpoint: (bytes: Uint8Array) => Promise<void>;
  readonly backend: (name: BackendName, reason: string) => void;
  /** Something worth telling: a lost GPU, an early stop. */
  readonly event: (text: string) => void;
}

export interface TrainTask extends Readers {
  readonly samples: readonly TrainSample[];
  /** Of predictive analytics, which learns from rows: `samples` is empty then. */
  readonly table?: TrainTable;
  /** Threads beside this one, for its fits; left out where memory cannot be shared, or cores are few. */
  readonly openFitThreads?: OpenFitThreads;
  readonly options: TrainOptions;
  /** Bytes of the newest checkpoint, or null for a fresh start. */
  readonly resume: Uint8Array | null;
  /** Model to start from (incremental training), or null. */
  readonly incrementalFrom: ModelFiles | null;
  readonly cache: FeatureCache;
}

export interface TrainOutcome<E extends Evaluation = Evaluation> {
  readonly model: ModelFiles;
  readonly evaluation: E;
}

/** `stop` ends early and keeps the best model so far; `signal` gives up. */
export interface Trainer<E extends Evaluation = Evaluation> {
  train(
    task: TrainTask,
    report: TrainReport,
    stop: AbortSignal,
    signal: AbortSignal,
  ): Promise<TrainOutcome<E>>;
}

/** What a model says of one sample: the result JSON of spec 1.13, and what pictures need beside it. */
export interface PredictOutcome {
  readonly result: Readonly<Record<string, unknown>>;
  /** Label name -> probability, best first, all labels. */
  readonly scores: readonly (readonly [string, number])[];
  readonly heatMap: HeatMap | null;
  /** Words of a text that spoke for its label, or against it; left out by all others. */
  readonly words?: readonly PushingWord[];
  /** What a detector found; left out by all others. */
  readonly detected?: Detected;
  /** What is heard when in a long recording; left out where it is one stretch, and by all others. */
  readonly timeline?: readonly HeardStretch[];
}

/** A stretch of a recording, and the label it most sounds like. Stretches overlap. */
export interface HeardStretch {
  /** Seconds from the beginning. */
  readonly from: number;
  readonly to: number;
  readonly label: string;
  /** Probability of the label, 0-1. */
  readonly score: number;
}

/** Objects in one picture, best first; boxes are in pixels of the oriented size. */
export interface Detected {
  readonly labels: readonly string[];
  readonly width: number;
  readonly height: number;
  readonly objects: readonly FoundObject[];
  /** The score below which objects are best left out, unless the user says otherwise. */
  readonly threshold: number;
}

/** Row-major `values` in 0-1 over the whole oriented picture: what spoke for `label`. */
export interface HeatMap {
  readonly label: string;
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

export interface LoadedPredictor {
  /** @param options.heatMap asks also for what spoke for the label: a heat map, or words. */
  predict(
    file: Blob,
    options: { readonly heatMap: boolean },
    signal: AbortSignal,
  ): Promise<PredictOutcome>;
  /**
   * Of predictive analytics: answers to all rows at once, columns taken by their names.
   * Columns that the table lacks count as missing.
   */
  answerTable?(table: Table): TableAnswers;
  /** Of predictive analytics: the columns of a row that is asked about. */
  readonly columns?: readonly Column[];
  /** Of those columns: which cell of a row without names they are, from 0; null where none. */
  readonly places?: readonly (number | null)[];
  dispose(): void;
}

export interface TableAnswers {
  /** Classes in the order of `shares`; empty where numbers are predicted. */
  readonly labels: readonly string[];
  /** By row: a class, or a number. */
  readonly predicted: readonly (string | number)[];
  /** Probabilities [rows, labels]; empty where numbers are predicted. */
  readonly shares: Float64Array;
  /** By which one of them was told; null where it is the likeliest. */
  readonly threshold: LabelThreshold | null;
}

export interface Predictor {
  load(
    model: ModelFiles,
    backend: BackendName | "auto",
    readers: Readers,
  ): Promise<LoadedPredictor>;
}
