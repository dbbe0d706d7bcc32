/** What each training preference looks at and tries. Source: ExeML 1.9; figures from `npm run bench -- ml`. */
import type { TrainingPreference } from "#core/training.ts";

export interface DetectorRecipe {
  /** No whole picture is looked at with a longer side than this, pixels. */
  readonly mostLevel: number;
  /** Channels of the head. */
  readonly width: number;
  /** Windows it learns from in all, each look counted. */
  readonly looks: number;
  /** Different windows of each picture, where memory allows. */
  readonly views: number;
  /** Whether pictures are also looked at mirrored when it answers. */
  readonly mirror: boolean;
}

export const RECIPES: Readonly<Record<TrainingPreference, DetectorRecipe>> = {
  performance_first: {
    mostLevel: 416,
    width: 128,
    looks: 2000,
    views: 4,
    mirror: false,
  },
  balance: {
    mostLevel: 640,
    width: 128,
    looks: 4500,
    views: 10,
    mirror: false,
  },
  accuracy_first: {
    mostLevel: 640,
    width: 128,
    looks: 8000,
    views: 16,
    mirror: true,
  },
};

/** Side of the square windows it learns from, pixels. */
export const WINDOW = 128;
