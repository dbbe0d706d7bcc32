/** What a detector finds, and how good it is on pictures it did not learn from. */
import type { BlobHash } from "./ids.ts";

/** [x_min, y_min, x_max, y_max] in pixels of the oriented picture, as a person sees it. */
export type PixelBox = readonly [number, number, number, number];

export interface FoundObject {
  /** Index into the labels. */
  readonly label: number;
  /** 0-1. */
  readonly score: number;
  readonly box: PixelBox;
}

export interface TrueObject {
  readonly label: number;
  readonly box: PixelBox;
  /** Neither missed nor wrong when found: `difficult` in PASCAL VOC, `iscrowd` in COCO. */
  readonly isIgnored: boolean;
  /** Several objects in one box, `iscrowd` in COCO: any part of it counts. */
  readonly isCrowd?: boolean;
}

/** One validation picture, with what people drew and what the detector found. */
export interface DetectedPicture {
  readonly sampleId: string;
  readonly hash: BlobHash;
  readonly path: string;
  /** Oriented size in pixels. */
  readonly width: number;
  readonly height: number;
  readonly truth: readonly TrueObject[];
  /** Best first, down to a score of 0.01, at most 100. */
  readonly found: readonly FoundObject[];
}

/** Precision and recall at one score threshold. */
export interface ScorePoint {
  readonly threshold: number;
  readonly precision: number;
  readonly recall: number;
}

export interface DetectedLabel {
  readonly label: string;
  /** True objects in the validation pictures, ignored ones left out. */
  readonly objects: number;
  /** Average precision (COCO, 101 recall points) at IoU 0.5 and averaged over 0.5:0.05:0.95; null without objects. */
  readonly ap50: number | null;
  readonly ap: number | null;
  /** At IoU 0.5, falling thresholds, at most 200 points. */
  readonly curve: readonly ScorePoint[];
}

/** Definitions: COCO detection evaluation (cocodataset.org/#detection-eval). */
export interface DetectionEvaluation {
  readonly kind: "detection";
  readonly labels: readonly string[];
  /** Means over the labels that have objects. */
  readonly map50: number;
  readonly map: number;
  readonly perClass: readonly DetectedLabel[];
  readonly pictures: readonly DetectedPicture[];
  /** The score at which F1 over all labels (IoU 0.5) is best: default when serving. */
  readonly bestThreshold: number;
  readonly measuredOn: "validation";
}
