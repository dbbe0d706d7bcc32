/**
 * Objects that reach beyond their picture, cut to it; those hardly in it are left out. The rules of
 * MetaValidation, which people choose when they import. Source: data management 16.
 */
import type { Box } from "#core/geometry.ts";
import {
  boundsOf,
  clampShape,
  type PictureSize,
} from "#core/shape-geometry.ts";
import type { Shape } from "#core/shape.ts";
import type { LabeledObject } from "./object.ts";

/** More of an object outside than this, and it is left out. */
const MOST_OUTSIDE = 0.5;
/** A box thinner than this is a line, pixels. */
const LEAST_SIDE = 2;

/** Shares of points and lines are taken of boxes this thick, pixels. */
const THIN = 1e-6;

/** 0-1, of the object's bounds. */
export function shareOutside(box: Box, { width, height }: PictureSize): number {
  const inside = (min: number, max: number, length: number): number => {
    const end = Math.max(max, min + THIN);
    const kept = Math.min(end, length) - Math.max(min, 0);
    return Math.max(0, kept) / (end - min);
  };
  return (
    1 - inside(box.xMin, box.xMax, width) * inside(box.yMin, box.yMax, height)
  );
}

const isLine = ({ shape }: LabeledObject): boolean =>
  shape.kind === "bndbox" &&
  Math.min(shape.xMax - shape.xMin, shape.yMax - shape.yMin) < LEAST_SIDE;

export function mendObjects<S extends Shape>(
  objects: readonly LabeledObject<S>[],
  size: PictureSize,
): LabeledObject<S>[] {
  return objects.flatMap((object): LabeledObject<S>[] => {
    const outside = shareOutside(boundsOf(object.shape), size);
    if (outside > MOST_OUTSIDE) return [];
    const mended =
      outside > 0
        ? { ...object, shape: clampShape(object.shape, size) }
        : object;
    return isLine(mended) ? [] : [mended];
  });
}
