/** What a label file says of one picture. Every detection format is read to this and written from it. */
import type { Usage } from "#core/labeling-job.ts";
import type { Problem } from "#core/problems.ts";
import type { PlainShape, Shape } from "#core/shape.ts";
import type { VocObject } from "./voc-xml.ts";

/** The guide's object: no other format here has fields that it lacks. Regions have shapes of their own. */
export type PictureObject<S extends Shape = PlainShape> = VocObject<S>;

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

export interface PictureLabels<S extends Shape = Shape> {
  /** The picture as the file names it: a path, a file name, a name without suffix. */
  readonly name: string;
  /** Pixels, as the file says; null where it does not. */
  readonly size: PictureSize | null;
  readonly objects: readonly PictureObject<S>[];
  /** Coordinates are shares of the picture's sides (0-1) and not pixels; a radius one of the width. */
  readonly isRelative?: boolean;
  readonly usage?: Usage | null;
  /** A model found the objects, and nobody confirmed them. */
  readonly isProposed?: boolean;
  /** The file says that there is no object, rather than nothing at all. */
  readonly saysNone?: boolean;
}

/** The file is known to whoever reads it. */
export type Report = (problem: Omit<Problem, "file">) => void;

/** What nobody has said of an object. */
export const UNMARKED: Omit<PictureObject, "name" | "shape"> = {
  pose: "Unspecified",
  truncated: false,
  occluded: false,
  difficult: false,
  confidence: null,
  hardCoefficient: null,
  attributes: {},
};

/** Every field by its name: a spread takes several times as long, and label files have 100,000 objects. */
export const plainObject = <S extends Shape>(
  name: string,
  shape: S,
): PictureObject<S> => ({
  pose: UNMARKED.pose,
  truncated: UNMARKED.truncated,
  occluded: UNMARKED.occluded,
  difficult: UNMARKED.difficult,
  confidence: UNMARKED.confidence,
  hardCoefficient: UNMARKED.hardCoefficient,
  attributes: UNMARKED.attributes,
  name,
  shape,
});

export const sizeOf = (width: unknown, height: unknown): PictureSize | null => {
  const [w, h] = [Number(width), Number(height)];
  return w > 0 && h > 0 ? { width: w, height: h } : null;
};

/** `train`, `Validation`, `test2017` ... as a part of the split; null for other names. */
export function usageOfName(name: string): Usage | null {
  if (/^train(?!val)/i.test(name)) return "TRAIN";
  if (/^(val|eval|dev\b)/i.test(name)) return "EVAL";
  return /^test/i.test(name) ? "TEST" : null;
}

/** The part of the split that a file's name or one of its folders speaks of: the nearest counts. */
export function usageOfPath(path: string): Usage | null {
  for (const part of path.split("/").reverse())
    for (const word of part.split(/[^a-z]+/i)) {
      const usage = usageOfName(word);
      if (usage) return usage;
    }
  return null;
}
