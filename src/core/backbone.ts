/** Feature extractors: the embedded one, and records of those the user added. */
import type { BlobHash } from "./ids.ts";

/** `TrainOptions.backbone` of the extractor that ships with the app. */
export const EMBEDDED_BACKBONE = "backbone-s";

/** Bytes of its weights. */
export const EMBEDDED_BYTES = 2_311_520;

export type BackboneFormat = "layers" | "graph" | "onnx";

/**
 * What the model was trained to be given, from bytes 0..255: `byte` as they are, `unit` 0..1,
 * `symmetric` -1..1, `imagenet` (0..1 minus mean) / deviation per channel.
 */
export type Normalization = "byte" | "unit" | "symmetric" | "imagenet";

export const NORMALIZATIONS: readonly Normalization[] = [
  "symmetric",
  "unit",
  "imagenet",
  "byte",
];

/** Everything that the numbers depend on: the same facts give the same id on every device. */
export interface BackboneFacts {
  readonly format: BackboneFormat;
  /** Path -> content; the first one read is `model.json` or `model.onnx`. */
  readonly files: Readonly<Record<string, BlobHash>>;
  readonly normalization: Normalization;
  /** Name of the output, or of the layer, that gives the features. */
  readonly output: string;
}

export interface AddedBackbone extends BackboneFacts {
  /** Format and hash, e.g. `onnx-3f...`: what models and cached vectors name. */
  readonly id: string;
  /** SHA-256 of the facts. */
  readonly hash: BlobHash;
  readonly name: string;
  /** The address it came from, or the names of the files. */
  readonly source: string;
  /** What the user knows of its licence; may be empty. */
  readonly licence: string;
  readonly bytes: number;
  /** Side of the square it takes, in pixels. */
  readonly side: number;
  /** Numbers per picture. */
  readonly length: number;
  readonly createdAt: number;
}

/** The hash in an added backbone's id; null for the embedded one and for what is no id. */
export const backboneHash = (id: string): BlobHash | null =>
  (/^(?:layers|graph|onnx)-([0-9a-f]{64})$/.exec(id)?.[1] as
    BlobHash | undefined) ?? null;

/** Which extractor a model needs; models on the embedded one name none. */
export interface BackboneRef {
  readonly id: string;
  readonly hash: BlobHash;
  readonly name: string;
}

/** An output that may serve as features. */
export interface BackboneOutput {
  readonly name: string;
  /** As the model states it; null = only known when it runs, as a whole or in one dimension. */
  readonly dims: readonly (number | null)[] | null;
}

/** What was found in files that are offered as a backbone. */
export interface BackboneInspection {
  readonly format: BackboneFormat;
  readonly side: number;
  readonly layout: "nhwc" | "nchw";
  readonly outputs: readonly BackboneOutput[];
  /** The output taken unless the user says otherwise. */
  readonly output: string;
  readonly bytes: number;
}
