import { maskOf, spansOf } from "./mask.ts";
import { spansOfRings } from "./rasterize.ts";
import type { Mask, RegionShape } from "./shape.ts";
import type { PictureSize } from "./shape-geometry.ts";
import { type Spans, spansWithin, unitedAll } from "./spans.ts";

const isWithin = ({ x, y, width, height }: Mask, size: PictureSize): boolean =>
  x + width <= size.width && y + height <= size.height;

/** The pixels of a region in the picture: those whose middles lie in it, or in any of its parts. */
export function pixelsOf(shape: RegionShape, size: PictureSize): Spans {
  if (shape.kind === "polygon") return spansOfRings([shape.points], size);
  if (shape.kind === "multipolygon")
    return unitedAll(shape.polygons.map((rings) => spansOfRings(rings, size)));
  const spans = spansOf(shape);
  return isWithin(shape, size) ? spans : spansWithin(spans, size);
}

/** The region in the picture as a mask; null when it covers no pixel. */
export const asMask = (shape: RegionShape, size: PictureSize): Mask | null =>
  shape.kind === "mask" && isWithin(shape, size)
    ? shape
    : maskOf(pixelsOf(shape, size));

/** Its outer rings alone can tell the region. */
export const hasHoles = (shape: RegionShape): boolean =>
  shape.kind === "mask" ||
  (shape.kind === "multipolygon" &&
    shape.polygons.some((rings) => rings.length > 1));
