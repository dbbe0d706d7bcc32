/** What each training preference looks at and tries. Source: ExeML 1.9; figures from `npm run bench -- ml`. */
import type { TrainingPreference } from "#core/training.ts";
import type { ObjectRange } from "#ml/object-scales.ts";

export interface DetectorRecipe {
  /** Sides of objects, in pixels of what the network is shown. */
  readonly range: ObjectRange;
  /** No whole picture is looked at with a longer side than this, pixels. */
  readonly mostLevel: number;
  /** Channels of the head. */
  readonly width: number;
  /** Windows it learns from in all, each look counted. */
  readonly looks: number;
  /** Different windows of each picture, where memory allows. */
  readonly views: number;
  /** Whether the extractor's deep stage learns too. */
  readonly tunesDeep: boolean;
  /** Whether pictures are also looked at mirrored when it answers. */
  readonly mirror: boolean;
}

const RANGE: ObjectRange = { least: 36, most: 84 };

export const RECIPES: Readonly<Record<TrainingPreference, DetectorRecipe>> = {
  performance_first: {
    range: RANGE,
    mostLevel: 416,
    width: 128,
    looks: 3000,
    views: 4,
    tunesDeep: false,
    mirror: false,
  },
  balance: {
    range: RANGE,
    mostLevel: 640,
    width: 128,
    looks: 4500,
    views: 10,
    tunesDeep: true,
    mirror: false,
  },
  accuracy_first: {
    range: RANGE,
    mostLevel: 640,
    width: 128,
    looks: 12_000,
    views: 24,
    tunesDeep: true,
    mirror: true,
  },
};

/** Side of the square windows it learns from, pixels. */
export const WINDOW = 128;
