import type { DataType } from "./data-type.ts";
import type { BlobHash, DatasetId, SampleId, VersionId } from "./ids.ts";
import type { StoredTable } from "./stored-table.ts";

/** A collection of samples of one data type. Spec: data management 1, 3.1. */
export interface Dataset {
  readonly id: DatasetId;
  /** 1-64 characters, starts with a letter; unique on the device. */
  readonly name: string;
  /** 0-256 characters. */
  readonly description: string;
  readonly dataType: DataType;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Samples in the dataset, kept with every add and delete; of a table its rows. */
  readonly sampleCount: number;
  /** Bytes of all samples together. */
  readonly bytes: number;
  readonly currentVersionId: VersionId | null;
  /** First sample's blob, shown as the cover. */
  readonly cover: BlobHash | null;
  /** Drawn by the product itself (the sample project), not brought by the user. */
  readonly isSample: boolean;
  /** Of a table dataset, once rows were imported. */
  readonly table?: StoredTable;
}

/**
 * One file of a dataset, or one text. Immutable once stored; its labels live in labeling items.
 *
 * A text lies in the row itself: a million lines as files of their own would take hours to write and
 * a request each to read, while rows come by the page, and versions and backups hold them as they are.
 */
export interface Sample {
  readonly id: SampleId;
  readonly datasetId: DatasetId;
  /** File name without folders; of a text its beginning. */
  readonly name: string;
  /** Path inside what was imported, `/` separated, unique in the dataset; of a text with its line, `a.txt:12`. */
  readonly path: string;
  readonly hash: BlobHash;
  readonly bytes: number;
  /** Media type found from the content, e.g. `image/jpeg`. */
  readonly mime: string;
  readonly createdAt: number;
  readonly media: MediaInfo | null;
  /** The text itself; `hash` then stands for it and names no stored file. */
  readonly text?: string;
}

/** Facts read once at import. */
export type MediaInfo = PictureInfo | SoundInfo;

/** Pixels are counted as a person sees the picture (EXIF applied). */
export interface PictureInfo {
  readonly kind: "image";
  readonly width: number;
  readonly height: number;
}

export interface SoundInfo {
  readonly kind: "audio";
  /** Length. */
  readonly seconds: number;
  /** Frames a second, in Hz. */
  readonly rate: number;
  readonly channels: number;
  /** Of each number, where they are written out; null for compressed sound. */
  readonly bits: number | null;
  /** As people call it: PCM, Float, Ogg Vorbis. */
  readonly codec: string;
}

/** Null for what is no picture. */
export const pictureOf = (media: MediaInfo | null): PictureInfo | null =>
  media?.kind === "image" ? media : null;
