import type { DatasetId, LabelingJobId } from "./ids.ts";
import type { MediaInfo } from "./dataset.ts";
import type { BlobHash } from "./ids.ts";
import type { Problem } from "./problems.ts";
import type { PreviewRow, TextLayout, TextReading } from "./text-reading.ts";

/** Where the files of an import came from; shown in the import history. */
export type ImportOrigin =
  "files" | "folder" | "camera" | "microphone" | "paste" | "drop" | "sample";

export interface ImportInput {
  readonly datasetId: DatasetId;
  readonly labelingJobId: LabelingJobId | null;
  readonly origin: ImportOrigin;
  /** Files handed over, each a loose file or an archive. */
  readonly files: number;
  /** Of these files together: what the import needs on the device. */
  readonly bytes: number;
}

/** What the scan found for one file, as it waits for the user's word. */
export interface FoundFile {
  readonly path: string;
  readonly hash: BlobHash;
  readonly bytes: number;
  readonly mime: string;
  readonly media: MediaInfo | null;
  /** A file that explains others (labels, a manifest), not a sample. */
  readonly isLabelFile: boolean;
}

export interface DetectedFormat {
  readonly id: string;
  /** The labeling type whose labels it brings. */
  readonly typeId: string;
  readonly name: string;
  /** 0-1: how sure the detection is. */
  readonly score: number;
  /** Labels it finds, most frequent first, with the samples that have them. */
  readonly labels: readonly { readonly name: string; readonly count: number }[];
  /** Media files that it takes for masks, not for samples. */
  readonly labelFiles?: number;
  /** Most labels on one sample: above 1, a labeling job of one label each would lose some. */
  readonly mostLabels: number;
  /** What it cannot read, the first `FORMAT_PROBLEMS` of `problemCount`. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
  /** Rule -> all its problems, listed or not. */
  readonly rules?: Readonly<Record<string, number>>;
  /** Labels that the files list, and no sample has. */
  readonly unusedLabels?: readonly string[];
  /** Of texts inside files: what reading them came to. Left out where files are the samples. */
  readonly texts?: FoundTexts;
}

/** A dry run over files of texts. */
export interface FoundTexts {
  /** What the user chose; all else is found out from each file. */
  readonly asked: TextReading;
  readonly layout: TextLayout;
  readonly rows: readonly PreviewRow[];
  readonly samples: number;
  /** Bytes in UTF-8. */
  readonly bytes: number;
  readonly duplicates: number;
}

export const FORMAT_PROBLEMS = 500;

/** The dry run: what an import would bring, before anything is in the dataset. */
export interface ImportReport {
  /** The suggestion: the most likely format. */
  readonly format: string;
  readonly typeId: string;
  readonly formats: readonly DetectedFormat[];
  /** Files seen, archives counted by what is in them. */
  readonly files: number;
  readonly samples: number;
  readonly bytes: number;
  /** Labels the suggested format finds, most frequent first. */
  readonly labels: readonly { readonly name: string; readonly count: number }[];
  /** Samples with content that another sample of the import or the dataset has. */
  readonly duplicates: number;
}

/** The user's word on the dry run. Spec: data management 5.3. */
export interface ImportChoice {
  readonly format: string;
  /** The format's labeling type: types share ids of formats. Left out = the first that has one. */
  readonly typeId?: string;
  readonly labelingStatus: "labeled" | "unlabeled";
  readonly onlyHard: boolean;
  /** Labeled samples wait for a person to confirm them. */
  readonly toBeConfirmed: boolean;
  /** How files of texts are read. */
  readonly reading?: TextReading;
  /** Objects are cut to their pictures, and those hardly in them left out. */
  readonly mends?: boolean;
  /** Boxes whose maximum lies below their minimum are left out, rather than their corners exchanged. */
  readonly dropsReversed?: boolean;
  /** Empty = all. */
  readonly includedLabels: readonly string[];
  readonly excludedLabels: readonly string[];
  /** Job that gets the labels; null = none. */
  readonly labelingJobId: LabelingJobId | null;
}

/** What an import came to; the row of the import history (spec 5.4). */
export interface ImportResult {
  readonly samples: number;
  readonly imported: number;
  readonly labeled: number;
  readonly duplicates: number;
  /** Of a table: rows with another number of cells than the schema has columns. */
  readonly ignored?: number;
  /** Of a table: values that became null because they did not fit their column's type. */
  readonly bad?: number;
}
