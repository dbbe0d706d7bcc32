/** A shape that is being drawn: the points placed so far, and where the pointer is. */
import type { Point } from "#core/geometry.ts";
import type { Shape } from "#core/shape.ts";
import {
  clampPoint,
  isWorthKeeping,
  type PictureSize,
  roundShape,
} from "#core/shape-geometry.ts";
import { drawTools } from "./tools/draw-tools.ts";
import type { DrawToolId } from "./tools/tool.ts";

export interface Draft {
  readonly tool: DrawToolId;
  /** Picture pixels, in the picture. */
  readonly points: readonly Point[];
  /** Where the next point would be placed; null when no pointer says so. */
  readonly cursor: Point | null;
}

export const emptyDraft = (tool: DrawToolId): Draft => ({
  tool,
  points: [],
  cursor: null,
});

/** Whether a drag draws the whole shape: from the first point to the last. */
export const isByDrag = (tool: DrawToolId): boolean =>
  drawTools[tool].pointCount === 2;

/** What would be there if the next point were placed at the cursor. */
export function previewOf(draft: Draft): Shape | null {
  const { points, cursor } = draft;
  return drawTools[draft.tool].shape(cursor ? [...points, cursor] : points);
}

/** @param isStraight Shift is held. @param picture where the cursor must stay. */
export function moveCursor(
  draft: Draft,
  at: Point,
  isStraight: boolean,
  picture: PictureSize,
): Draft {
  const before = draft.points.at(-1);
  const inside = clampPoint(at, picture);
  const cursor =
    isStraight && before
      ? clampPoint(drawTools[draft.tool].straighten(before, inside), picture)
      : inside;
  return { ...draft, cursor };
}

/** Places the point at the cursor. */
export const place = (draft: Draft): Draft =>
  draft.cursor
    ? { ...draft, points: [...draft.points, draft.cursor], cursor: null }
    : draft;

/** Whether the last point is placed; never so for shapes that wait to be closed. */
export const isComplete = (draft: Draft): boolean =>
  draft.points.length === drawTools[draft.tool].pointCount;

/** The shape to keep; null when too little was drawn to mean anything. */
export function finished(draft: Draft): Shape | null {
  const shape = drawTools[draft.tool].shape(draft.points);
  if (!shape) return null;
  const rounded = roundShape(shape);
  return isWorthKeeping(rounded) ? rounded : null;
}

/** Without the point placed last; null when none is left. */
export function withoutLastPoint(draft: Draft): Draft | null {
  return draft.points.length > 1
    ? { ...draft, points: draft.points.slice(0, -1) }
    : null;
}
