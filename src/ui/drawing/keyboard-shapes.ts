/** Drawing and sizing without a pointer. */
import type { Box, Point } from "#core/geometry.ts";
import type { Shape } from "#core/shape.ts";
import {
  boundsOf,
  clampPoint,
  isWorthKeeping,
  middleOf,
  type PictureSize,
  roundShape,
} from "#core/shape-geometry.ts";
import { type Handle, moveHandle } from "#core/shape-handles.ts";
import type { DrawnShape, Reshape } from "./drawn-shape.ts";
import type { Effect } from "./surface-state.ts";
import { drawTools } from "./tools/draw-tools.ts";
import type { DrawToolId, ToolId } from "./tools/tool.ts";

/** Of what is in view, to each side of the middle. */
const SHARE = 1 / 8;

/** Where a tool is used without a pointer: in the middle of what is in view. */
function pointsInMiddle(
  tool: DrawToolId,
  view: Box,
  picture: PictureSize,
): readonly Point[] {
  const dx = (view.xMax - view.xMin) * SHARE;
  const dy = (view.yMax - view.yMin) * SHARE;
  const middle = clampPoint(middleOf(view), picture);
  const at = (x: number, y: number): Point =>
    clampPoint({ x: middle.x + x * dx, y: middle.y + y * dy }, picture);
  const square = [at(-1, -1), at(1, -1), at(1, 1), at(-1, 1)];
  switch (tool) {
    case "bndbox":
      return [at(-1, -1), at(1, 1)];
    case "polygon":
    case "freehand":
    case "cut":
      return square;
    case "circle":
      return [middle, at(0, 1)];
    case "line":
    case "dashed":
    case "split":
      return [at(-1, 0), at(1, 0)];
    case "extreme":
      return [at(0, -1), at(-1, 0), at(0, 1), at(1, 0)];
    case "point":
    case "brush":
    case "eraser":
    case "fill":
    case "redraw":
      return [middle];
  }
}

/** What the tool makes in the middle of what is in view, to be moved and sized by keys; nothing when it would be too small. */
export function drawnInMiddle(
  tool: ToolId,
  view: Box,
  picture: PictureSize,
): readonly Extract<Effect, { kind: "draw" | "stroke" }>[] {
  if (tool === "select") return [];
  const points = pointsInMiddle(tool, view, picture);
  if (drawTools[tool].isStroke) return [{ kind: "stroke", tool, points }];
  const shape = drawTools[tool].shape(points);
  const rounded = shape && roundShape(shape);
  return rounded && isWorthKeeping(rounded)
    ? [{ kind: "draw", shape: rounded }]
    : [];
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
