import { maskOf, spansOf } from "./mask.ts";
import { spansOfRings } from "./rasterize.ts";
import { ringsOf } from "./rings.ts";
import type { Mask, RegionShape } from "./shape.ts";
import type { PictureSize } from "./shape-geometry.ts";
import type { Spans } from "./spans.ts";

/** The pixels of a region: those whose middles lie in it. */
export const pixelsOf = (shape: RegionShape, size: PictureSize): Spans =>
  shape.kind === "mask" ? spansOf(shape) : spansOfRings(ringsOf(shape), size);

/** The region as a mask; null when it covers no pixel. */
export const asMask = (shape: RegionShape, size: PictureSize): Mask | null =>
  shape.kind === "mask" ? shape : maskOf(pixelsOf(shape, size));

/** Its outer rings alone can tell the region. */
export const hasHoles = (shape: RegionShape): boolean =>
  shape.kind === "mask" ||
  (shape.kind === "multipolygon" &&
    shape.polygons.some((rings) => rings.length > 1));
