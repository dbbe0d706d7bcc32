/**
 * What a labeling type is. Pure: workers, tests and pages all import it.
 * How to add a type: `src/labeling/README.md`.
 */
import type { Loss } from "#messages/en/losses.ts";
import type { DataType } from "#core/data-type.ts";
import type { LabelId } from "#core/ids.ts";
import type { NewLabel } from "#core/label.ts";
import type { HardMark, Usage } from "#core/labeling-job.ts";
import type { Problem } from "#core/problems.ts";
import type { Shape } from "#core/shape.ts";
import type { TextLayout, TextReading } from "#core/text-reading.ts";

/** One object of a manifest line's `annotation` list (spec: data management 7.2). */
export type ManifestAnnotation = Readonly<Record<string, unknown>>;

/** What an encoder may ask about the sample. */
export interface SampleInfo {
  /** The sample itself, where it is a text. */
  readonly text?: string;
  /** Path inside the dataset; side files are named after it. */
  readonly path: string;
  readonly width: number | null;
  readonly height: number | null;
}

export interface SideFile {
  /** Relative to the manifest. */
  readonly path: string;
  readonly text: string;
}

export interface Encoded {
  readonly annotations: readonly ManifestAnnotation[];
  readonly sideFiles: readonly SideFile[];
}

/** Label ids <-> names, which is all a codec needs of the label set. */
export interface LabelNames {
  nameOf(id: LabelId): string;
  /** Creates the label when it is new. */
  idOf(name: string): LabelId;
}

export interface EncodeContext {
  readonly names: LabelNames;
  readonly sample: SampleInfo;
}

export interface DecodeContext {
  readonly names: LabelNames;
  readonly sample: SampleInfo;
  /** Text of a side file named by `annotation-loc`, or null when it is missing. */
  readonly readSideFile: (path: string) => Promise<string | null>;
  /** Boxes whose maximum lies below their minimum are left out, rather than their corners exchanged. */
  readonly dropsReversed?: boolean;
  /** Collects what was wrong; decoding goes on with what is fine. */
  readonly report: (problem: Omit<Problem, "file">) => void;
}

/** A file as an importer sees it: where it lies, and its bytes on demand. */
export interface SourceFile {
  readonly path: string;
  readonly bytes: number;
  readonly text: () => Promise<string>;
  /** The bytes, where the caller has them as a file: long manifests are then read as a stream. */
  readonly blob?: () => Promise<Blob>;
}

/** What a format found for one sample: its file and label names, in the type's wire form. */
export interface FoundSample {
  /** Path of the media file among the given files; of a text the file and where in it: `a.txt:12`. */
  readonly path: string;
  /** The sample itself, where it is a text inside a file. */
  readonly text?: string;
  /** Manifest annotation objects; decoded by the type's `decode`. Empty = unlabeled. */
  readonly annotations: readonly ManifestAnnotation[];
  readonly usage: Usage | null;
  readonly hard: HardMark | null;
  /** Path that the sample has in the dataset; left out = `path`. */
  readonly samplePath?: string;
  /** The labels waited for a person to confirm them, and still do. */
  readonly isProposed?: boolean;
  /** Reads label files that the annotations name; left out = there are none. */
  readonly readSideFile?: DecodeContext["readSideFile"];
}

/** What a format may be asked and may tell while it reads. */
export interface ReadOptions {
  /**
   * Takes the labels in the order of the files that list them, used or not, from the formats that
   * have such a list. What is told before the first sample comes before the labels of samples;
   * labels may be told again.
   */
  readonly tellLabels?: (labels: readonly NewLabel[]) => void;
  /** Takes a media file that is no sample but labels one, a mask: it is not given among the samples. */
  readonly tellLabelFile?: (path: string) => void;
  /** The user's choices for files of texts. */
  readonly reading?: TextReading;
}

/** A directory or file format with labels in it (spec: data management 6, 7). */
export interface ImportFormat {
  /** As the guide's AnnotationFormatEnum, e.g. `MA_IMAGENET_V1`; `manifest`; `unlabeled`. */
  readonly id: string;
  /** As the guide shows it, e.g. `ModelArts imageNet 1.0`. */
  readonly name: string;
  /** 0 = not this format ... 1 = certain; from names and a look inside label files. */
  detect(files: readonly SourceFile[]): Promise<number>;
  /**
   * Every media file exactly once, labeled or not; label files are not samples.
   */
  read(
    files: readonly SourceFile[],
    report: (problem: Problem) => void,
    options?: ReadOptions,
  ): AsyncIterable<FoundSample>;
  /** How `read` would take files of texts with these choices; left out where there are none. */
  layout?(
    files: readonly SourceFile[],
    reading: TextReading,
  ): Promise<TextLayout>;
}

/** One sample on its way out. */
export interface ExportSample<A = unknown> extends SampleInfo {
  readonly labels: readonly string[];
  readonly annotations: readonly ManifestAnnotation[];
  readonly sideFiles: readonly SideFile[];
  readonly usage: Usage | null;
  /** Null also where the user did not ask for it to be written (spec: data management 10). */
  readonly hard: HardMark | null;
  /** The annotation itself, read when it is asked for. Its label ids are the labels' names. */
  readonly decode: () => Promise<A>;
}

/** A label file of one sample. */
export type PlacedFile = PlacedText | PlacedBytes;

export interface PlacedBytes {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface PlacedText {
  readonly path: string;
  /**
   * A function where the text names the sample's media file: it is given the path that the file
   * went to, which is another than wanted where that was taken.
   */
  readonly text: string | ((mediaPath: string) => string);
}

/** Where one sample goes. */
export interface Place {
  readonly mediaPaths: readonly string[];
  readonly files: readonly PlacedFile[];
  /** Paths that must stay free, because a file there would be taken for this sample's. */
  readonly reserved?: readonly string[];
  /** Told the path that the first media file went to, for files over all samples. */
  readonly placed?: (mediaPath: string) => void;
}

/** One export under way. */
export interface ExportRun<A = unknown> {
  /**
   * Archive paths of one sample: where its media file goes and its label files. Two samples may
   * be given one path (`a/1.jpg` and `b/1.jpg` of one label): the writer numbers them. Called for
   * every sample in turn, labeled or not.
   */
  place(sample: ExportSample<A>): Place | Promise<Place>;
  /** Files over all samples, asked for after the last one. Their paths are nobody else's. */
  end?(): readonly { readonly path: string; readonly content: Blob }[];
}

export interface ExportFormat<A = unknown> {
  readonly id: string;
  readonly name: string;
  /** What this format cannot hold, as keys of its messages; empty = nothing is lost. */
  readonly losses: readonly Loss[];
  /** @param labels names of all labels in the user's order, used or not. */
  begin(labels: readonly string[]): ExportRun<A>;
  /** Holds labels that wait for confirmation as such; left out = they are not exported. */
  readonly holdsProposals?: boolean;
  /** Writes the hard marks of samples when it is handed them. */
  readonly canWriteHard?: boolean;
  /** Id of the import format that reads it; left out = its own. */
  readonly readAs?: string;
}

/** Methods, not arrow properties: a `LabelingType<'x', Boxes>` may then stand for a `LabelingType`. */
export interface LabelingType<Id extends string = string, A = unknown> {
  readonly id: Id;
  readonly dataType: DataType;
  readonly manifestTypes: readonly string[];
  /** Samples are texts inside files, and lie in their rows: exports name no media files. */
  readonly holdsTexts?: true;
  /** Labels are of whole samples: a job can ask for one label each. */
  readonly labelsWhole?: true;
  /** Labels may have attributes, whose values each object tells. */
  readonly hasLabelAttributes?: true;
  readonly importers: readonly ImportFormat[];
  readonly exporters: readonly ExportFormat<A>[];
  /** The annotation of an unlabeled sample; null for types that cannot be labeled. */
  empty(): A;
  /** Untrusted data -> A. @throws AppError('format'), detail.path = where. */
  parse(value: unknown): A;
  encode(annotation: A, context: EncodeContext): Encoded;
  decode(
    entries: readonly ManifestAnnotation[],
    context: DecodeContext,
  ): Promise<A>;
  /** One entry per use: statistics, filters and search need no switch on the type. */
  labelsOf(annotation: A): readonly LabelId[];
  /** Somebody said that there is nothing to label: a sample is then labeled without a label. */
  saysNone?(annotation: A): boolean;
  /** What was drawn, one shape per object in the order of `labelsOf`; left out where nothing is. */
  shapesOf?(annotation: A): readonly Shape[];
  /** Renames and merges labels; a label mapped to null is removed. */
  relabel(annotation: A, renames: ReadonlyMap<LabelId, LabelId | null>): A;
  /** Cut to the picture, without what is hardly in it; left out where nothing can lie outside. */
  mend?(
    annotation: A,
    size: { readonly width: number; readonly height: number },
  ): A;
}

/** Narrows the literal id and checks the shape in one place. */
export function defineLabelingType<const Id extends string, A>(
  type: LabelingType<Id, A>,
): LabelingType<Id, A> {
  return type;
}
