import type { Point } from "./geometry.ts";
import { spansOf } from "./mask.ts";
import { outlineOfSpans } from "./mask-outline.ts";
import type { Mask, RegionShape } from "./shape.ts";

const known = new WeakMap<Mask, readonly (readonly Point[])[]>();

/**
 * The borders of a region, not closed: its area is what they enclose by the even-odd rule. Those of
 * a mask run along the edges of its pixels, and are found once.
 */
export function ringsOf(shape: RegionShape): readonly (readonly Point[])[] {
  if (shape.kind === "polygon") return [shape.points];
  if (shape.kind === "multipolygon") return shape.polygons.flat();
  const rings = known.get(shape) ?? outlineOfSpans(spansOf(shape));
  known.set(shape, rings);
  return rings;
}

export const isRegion = (shape: {
  readonly kind: string;
}): shape is RegionShape =>
  shape.kind === "polygon" ||
  shape.kind === "multipolygon" ||
  shape.kind === "mask";
