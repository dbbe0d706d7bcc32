import type { SoundInfo } from "./dataset.ts";
import type { LabelAttribute } from "./label.ts";
import type { Usage } from "./labeling-job.ts";
import type { BlobHash, DatasetId, LabelingJobId, VersionId } from "./ids.ts";
import type { StoredTable } from "./stored-table.ts";

/** A label as a version remembers it: by name, for ever. */
export interface VersionLabel {
  readonly name: string;
  readonly color: string;
  /** As in `Label`; left out by older versions of the app. */
  readonly shortcut?: string | null;
  readonly attributes?: readonly LabelAttribute[];
  /** Samples with this label. */
  readonly samples: number;
}

export interface SplitSettings {
  /** Training share, 0-1; validation is the rest. */
  readonly trainRatio: number;
  readonly seed: number;
  /** The same share of every label. */
  readonly stratified: boolean;
}

/**
 * An immutable snapshot of a labeling job. The entries are manifest lines (spec: data management 7)
 * in content-addressed chunks of `ENTRIES_PER_CHUNK`, so that two versions share what did not change.
 */
export interface Version {
  readonly id: VersionId;
  readonly datasetId: DatasetId;
  /** Null for data types without labeling. */
  readonly jobId: LabelingJobId | null;
  readonly labelingType: string;
  /** `V001`, `V002` ... or the user's own. */
  readonly name: string;
  readonly description: string;
  readonly createdAt: number;
  readonly split: SplitSettings | null;
  /** Hard-example attributes are written into the manifest (they never filter). */
  readonly writesHard: boolean;
  readonly labels: readonly VersionLabel[];
  readonly sampleCount: number;
  readonly labeledCount: number;
  readonly chunks: readonly BlobHash[];
  /** Hash of every picture in the chunks: what the version keeps alive. */
  readonly pictures: readonly BlobHash[];
  readonly status: "Normal";
  /** The rows, where the dataset is a table: it has no chunks then. */
  readonly table?: StoredTable;
}

export const ENTRIES_PER_CHUNK = 500;

/** One line of a version chunk (JSON, one per line). Self-contained: names, never label ids. */
export interface VersionEntry {
  readonly sampleId: string;
  readonly path: string;
  readonly hash: BlobHash;
  readonly bytes: number;
  readonly mime: string;
  /** The sample itself, where it is a text. */
  readonly text?: string;
  readonly width: number | null;
  readonly height: number | null;
  /** Facts of a recording; left out by all others. */
  readonly sound?: SoundInfo;
  readonly state: "unlabeled" | "labeled" | "to_be_confirmed";
  readonly usage: Usage | null;
  readonly hard: {
    readonly coefficient: number | null;
    readonly reasons: string | null;
  } | null;
  /** Label names, one entry per use: what comparison and training read. */
  readonly labels: readonly string[];
  /** Manifest annotation objects (spec 7.2) as the labeling type encoded them. */
  readonly annotation: readonly Readonly<Record<string, unknown>>[];
  /** Label files beside the manifest (PASCAL VOC), for the types that have them; path relative to it. */
  readonly sideFiles: readonly {
    readonly path: string;
    readonly text: string;
  }[];
}
