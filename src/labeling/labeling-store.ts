import type { Copies } from "#core/copies.ts";
import type { FoundObject } from "#core/detection.ts";
import type { BlobHash, LabelId, ModelId, SampleId } from "#core/ids.ts";
import type { ItemQuery } from "#core/item-query.ts";
import type { JournalStep } from "#core/journal.ts";
import type { Label } from "#core/label.ts";
import type { PictureSize } from "#core/shape-geometry.ts";
import type {
  ItemContent,
  ItemState,
  LabelingItem,
  LabelingJob,
} from "#core/labeling-job.ts";

export type ItemCounts = Readonly<Record<ItemState | "all", number>>;

export interface ItemChange {
  readonly sampleId: SampleId;
  readonly after: ItemContent;
  /** The item as it was seen before the change, where it is in memory. */
  readonly item?: LabelingItem | undefined;
}

export interface History {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Milliseconds since 1970; null in a job nobody labeled in. */
  readonly lastStepAt: number | null;
}

/** A cheap look at what may have changed; whoever changed it, this tab, another one, or a job. */
export interface Revision {
  readonly job: LabelingJob;
  readonly labels: readonly Label[];
  readonly history: History;
  /** `seq` of the newest journal step; 0 before the first. */
  readonly seq: number;
  /** Differs when rows were added, removed or rewritten by something that is not a gesture. */
  readonly rows: string;
}

/** Recordings as pages show and play them. */
export interface SoundStore {
  /** Waveform and spectrogram. @param size pixels. */
  readonly picture: (
    hash: BlobHash,
    size: PictureSize,
    signal: AbortSignal,
  ) => Promise<Blob>;
  /** The small picture, made where there is none. */
  readonly thumbnail: (hash: BlobHash) => Promise<Blob>;
  /** A copy that every browser plays. */
  readonly playable: (hash: BlobHash) => Promise<Blob>;
  /** Durations of those that are known. */
  readonly secondsOf: (
    ids: readonly SampleId[],
  ) => Promise<ReadonlyMap<SampleId, number>>;
}

/** A trained model of the job's type. */
export interface AskedModel {
  readonly id: ModelId;
  /** With its version, as people see it. */
  readonly name: string;
  readonly labels: readonly string[];
}

/** What a model found in one picture. */
export interface ModelAnswer {
  readonly labels: readonly string[];
  readonly objects: readonly FoundObject[];
  /** 0-1: the score below which the model shows nothing by itself. */
  readonly threshold: number;
}

export type ModelAnswers = ReadonlyMap<BlobHash, ModelAnswer>;

/** Trained models, and what they say of the job's pictures. */
export interface ModelStore {
  /** Those that find objects, newest first. */
  readonly models: () => Promise<readonly AskedModel[]>;
  /** Answers that are there already: by the evaluation of the model, or because it was asked before. */
  readonly known: (
    model: AskedModel,
    files: readonly BlobHash[],
  ) => Promise<ModelAnswers>;
  /**
   * Asks the model about the files, one after another. Each answer is kept, so that what was
   * stopped goes on where it was.
   * @param took is given each answer; null where the file cannot be read.
   * @throws AbortError when the signal stops it; AppError('model') when the model cannot be run.
   */
  readonly ask: (
    model: AskedModel,
    files: readonly BlobHash[],
    took: (file: BlobHash, answer: ModelAnswer | null) => void,
    signal: AbortSignal,
  ) => Promise<void>;
}

/**
 * What a session needs of the storage, for one labeling job. Declared here and supplied by the
 * state layer, so that a view can be tested without a database.
 */
export interface LabelingStore {
  readonly ids: (query: ItemQuery) => Promise<readonly SampleId[]>;
  /** The first `limit` of them, or null where that takes as long as all. */
  readonly firstIds: (
    query: ItemQuery,
    limit: number,
  ) => Promise<readonly SampleId[] | null>;
  /** Texts of the job that read the same. */
  readonly copies: () => Promise<Copies>;
  /** In the order asked for; undefined where the job has no such item. */
  readonly items: (
    ids: readonly SampleId[],
  ) => Promise<readonly (LabelingItem | undefined)[]>;
  /** Oriented sizes of pictures, pixels; those that are not known are left out. */
  readonly sizes: (
    ids: readonly SampleId[],
  ) => Promise<ReadonlyMap<SampleId, PictureSize>>;
  readonly counts: () => Promise<ItemCounts>;
  readonly labelCounts: () => Promise<ReadonlyMap<LabelId, number>>;
  /** Calls back at once and after every change until the returned function is called. */
  readonly watch: (changed: (revision: Revision) => void) => () => void;
  /** One durable journal step; null when nothing differed. */
  readonly apply: (
    gesture: string,
    changes: readonly ItemChange[],
  ) => Promise<JournalStep | null>;
  readonly undo: () => Promise<JournalStep | null>;
  readonly redo: () => Promise<JournalStep | null>;
  /** The label of this name, created when it is new. */
  readonly addLabel: (name: string) => Promise<Label>;
  readonly modifyLabel: (
    id: LabelId,
    patch: {
      readonly name?: string;
      readonly color?: string;
      readonly shortcut?: string | null;
    },
  ) => Promise<void>;
  /** The rule that the name breaks, in words, or null. */
  readonly checkLabelName: (name: string) => string | null;
  readonly picture: (hash: BlobHash) => Promise<Blob>;
  /** The cached small picture, or null. */
  readonly thumbnail: (hash: BlobHash) => Promise<Blob | null>;
  readonly keepThumbnail: (hash: BlobHash, image: Blob) => Promise<void>;
  readonly sounds: SoundStore;
  readonly models: ModelStore;
  /** The name written into provenance. */
  readonly user: string;
}
