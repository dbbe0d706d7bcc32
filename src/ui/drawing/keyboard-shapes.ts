/** Drawing and sizing without a pointer. */
import type { Box, Point } from "#core/geometry.ts";
import type { Shape } from "#core/shape.ts";
import {
  boundsOf,
  clampPoint,
  isWorthKeeping,
  type PictureSize,
  roundShape,
} from "#core/shape-geometry.ts";
import { type Handle, moveHandle } from "#core/shape-handles.ts";
import type { DrawnShape, Reshape } from "./drawn-shape.ts";
import { drawTools } from "./tools/draw-tools.ts";
import type { DrawToolId } from "./tools/tool.ts";

/** Of what is in view, to each side of the middle. */
const SHARE = 1 / 8;

/** A shape in the middle of what is in view, to be moved and sized by keys; null when it would be too small. */
export function shapeInMiddle(
  tool: DrawToolId,
  view: Box,
  picture: PictureSize,
): Shape | null {
  const dx = (view.xMax - view.xMin) * SHARE;
  const dy = (view.yMax - view.yMin) * SHARE;
  const middle = clampPoint(
    { x: (view.xMin + view.xMax) / 2, y: (view.yMin + view.yMax) / 2 },
    picture,
  );
  const at = (x: number, y: number): Point =>
    clampPoint({ x: middle.x + x * dx, y: middle.y + y * dy }, picture);
  const points: Record<DrawToolId, readonly Point[]> = {
    bndbox: [at(-1, -1), at(1, 1)],
    polygon: [at(-1, -1), at(1, -1), at(1, 1), at(-1, 1)],
    circle: [middle, at(0, 1)],
    line: [at(-1, 0), at(1, 0)],
    dashed: [at(-1, 0), at(1, 0)],
    point: [middle],
  };
  const shape = drawTools[tool].shape(points[tool]);
  const rounded = shape && roundShape(shape);
  return rounded && isWorthKeeping(rounded) ? rounded : null;
}

/** The handle at the lower right, which keys move; null for what has none. */
function lastHandle(shape: Shape): Handle | null {
  const { xMax, yMax } = boundsOf(shape);
  if (shape.kind === "bndbox")
    return { kind: "side", at: { x: xMax, y: yMax }, x: 1, y: 1 };
  if (shape.kind === "line") return { kind: "end", at: shape.to, end: "to" };
  if (shape.kind === "circle")
    return { kind: "rim", at: { x: xMax, y: shape.center.y } };
  return null;
}

/**
 * What is selected and free with its lower right corner, its rim or its end moved; points and
 * polygons have neither and stay. @param by picture pixels; down makes a circle larger, too.
 */
export function stretched(
  selected: readonly DrawnShape[],
  by: Point,
  picture: PictureSize,
): Reshape[] {
  return selected.flatMap(({ key, shape, isLocked }): Reshape[] => {
    const handle = isLocked ? null : lastHandle(shape);
    if (!handle) return [];
    const to =
      handle.kind === "rim"
        ? { x: handle.at.x + by.x + by.y, y: handle.at.y }
        : { x: handle.at.x + by.x, y: handle.at.y + by.y };
    const next = moveHandle(shape, handle, to, picture);
    return isWorthKeeping(next) ? [{ key, shape: next }] : [];
  });
}
