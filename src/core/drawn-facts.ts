/** What is remarkable about the shapes drawn on one picture, for those who learn from boxes. */
import type { Shape } from "./shape.ts";
import { boundsOf } from "./shape-geometry.ts";

export interface DrawnFacts {
  /** Boxes and polygons that reach outside the picture. */
  readonly outside: number;
  /** Kinds of the shapes that are no boxes, each once. */
  readonly kinds: readonly Shape["kind"][];
}

/** Tools count pixels from 0 or from 1: a box may end one pixel late. */
const TOLERANCE = 1;

/** Of a circle the middle is in the picture, its rim may be beyond. */
function isOutside(shape: Shape, width: number, height: number): boolean {
  if (shape.kind !== "bndbox" && shape.kind !== "polygon") return false;
  const { xMin, yMin, xMax, yMax } = boundsOf(shape);
  return (
    Math.min(xMin, yMin) < -TOLERANCE ||
    xMax > width + TOLERANCE ||
    yMax > height + TOLERANCE
  );
}

/** @param size of the oriented picture in pixels; with an unknown size nothing is outside. */
export function drawnFacts(
  shapes: readonly Shape[],
  size: { readonly width: number | null; readonly height: number | null },
): DrawnFacts {
  const [width, height] = [size.width ?? Infinity, size.height ?? Infinity];
  return {
    outside: shapes.filter((shape) => isOutside(shape, width, height)).length,
    kinds: [
      ...new Set(
        shapes.flatMap(({ kind }) => (kind === "bndbox" ? [] : [kind])),
      ),
    ],
  };
}
