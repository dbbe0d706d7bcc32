import type {
  BlobHash,
  DatasetId,
  LabelId,
  LabelingJobId,
  SampleId,
} from "./ids.ts";
import type { Provenance } from "./provenance.ts";

/** Labeling work of one type on one dataset. Spec: data management 1, 11.1. */
export interface LabelingJob {
  readonly id: LabelingJobId;
  readonly datasetId: DatasetId;
  /** Id of the labeling type, e.g. `image_classification`; the registry knows the closed list. */
  readonly type: string;
  /** 1-100 letters, digits, `-`, `_`. */
  readonly name: string;
  readonly description: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** At most one label per sample (ExeML rule). */
  readonly singleLabel: boolean;
}

export const ITEM_STATES = ["unlabeled", "labeled", "to_be_confirmed"] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** Spec: data management 7.1 `hard`, `hard-coefficient`, `hard-reasons`. */
export interface HardMark {
  /** 0-1, or null when not given. */
  readonly coefficient: number | null;
  /** Opaque codes, kept as read, e.g. `1-20-2`. */
  readonly reasons: string | null;
}

export type Usage = "TRAIN" | "EVAL" | "TEST" | "INFERENCE";

/**
 * The state of one sample in one labeling job: what every labeling gesture changes.
 * `annotation` is the labeling type's own plain data, opaque to everyone else.
 */
export interface ItemContent {
  readonly state: ItemState;
  readonly annotation: unknown;
  /** Labels used, one entry per use, from the type's `labelsOf`. */
  readonly labels: readonly LabelId[];
  readonly hard: HardMark | null;
  readonly usage: Usage | null;
  readonly provenance: Provenance | null;
}

/** A labeling item row: content plus what lists need of the sample, copied so that one read is enough. */
export interface LabelingItem extends ItemContent {
  readonly jobId: LabelingJobId;
  readonly sampleId: SampleId;
  readonly hash: BlobHash;
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  /** When the sample was added to the dataset; items sort by it. */
  readonly createdAt: number;
  /** The sample's text, where it is one. */
  readonly text?: string;
}
