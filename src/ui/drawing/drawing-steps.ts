/** Placing points, closing and giving up the shape that is being drawn. */
import type { Point } from "#core/geometry.ts";
import { distance } from "#core/shape-geometry.ts";
import {
  type Draft,
  emptyDraft,
  finished,
  isByDrag,
  isComplete,
  moveCursor,
  place,
  withoutLastPoint,
} from "./draft.ts";
import { drawTools } from "./tools/draw-tools.ts";
import { hitRadiusOf, type PointerInput } from "./surface-input.ts";
import type { ToolId } from "./tools/tool.ts";
import {
  type Press,
  type Step,
  stay,
  type SurfaceState,
  type Surroundings,
} from "./surface-state.ts";
import { toPicture, toSurface } from "./viewport.ts";

/** Points of a path are at least this far apart, CSS pixels. */
const PATH_STEP = 1.5;

/** They go where the hand goes: what they paint has no points to lie on a border. */
const BRUSHES: readonly ToolId[] = ["brush", "eraser"];

/** They change what is selected. Others draw anew, most often beside what was drawn last and is selected still. */
const ON_SELECTED: readonly ToolId[] = ["cut", "split", "redraw"];

/** Where a pointer is in the picture, or on the border beside it when points are drawn to borders. */
export function snapped(input: PointerInput, around: Surroundings): Point {
  const at = toPicture(around.view, input);
  if (around.isSnapping === input.alt || BRUSHES.includes(around.tool))
    return at;
  const radius = hitRadiusOf(input.pointer) / around.view.scale;
  const of = ON_SELECTED.includes(around.tool) ? "others" : "all";
  return around.border(at, radius, of) ?? at;
}

/** The draft goes on with the next point, or begins. */
function draftFor(state: SurfaceState, around: Surroundings): Draft | null {
  if (state.draft) return state.draft;
  return around.tool === "select" ? null : emptyDraft(around.tool);
}

/** Ends the draft; too small a shape leaves nothing behind. */
export function finishDraft(state: SurfaceState): Step {
  const { draft } = state;
  const next = { ...state, draft: null };
  if (draft && drawTools[draft.tool].isStroke) {
    const { tool, points } = draft;
    return stay(next, { kind: "stroke", tool, points });
  }
  const shape = draft && finished(draft);
  return shape ? stay(next, { kind: "draw", shape }) : stay(next);
}

/** Whether the shape goes on until it is closed; others end with their last point. */
const isOpen = ({ tool }: Draft): boolean =>
  drawTools[tool].pointCount === null;

/** Whether a press here means the first point of what is being drawn, so closes it. */
export function isClosing(
  draft: Draft,
  at: Point,
  radius: number,
  around: Surroundings,
): boolean {
  const [first] = draft.points;
  return (
    isOpen(draft) &&
    first !== undefined &&
    draft.points.length >= 3 &&
    distance(toSurface(around.view, first), at) <= radius
  );
}

function placeOrClose(
  state: SurfaceState,
  draft: Draft,
  input: PointerInput,
  around: Surroundings,
): Step {
  const radius = hitRadiusOf(input.pointer);
  if (isClosing(draft, input, radius, around))
    return finishDraft({ ...state, draft });
  const placed = place(draft);
  const next = { ...state, draft: placed };
  return isComplete(placed) ? finishDraft(next) : stay(next);
}

/** A press without a drag. The second of a double tap closes what waits to be closed. */
export function tapPoint(
  state: SurfaceState,
  { down }: Press,
  isDouble: boolean,
  around: Surroundings,
): Step {
  const draft = draftFor(state, around);
  if (!draft) return stay(state);
  if (isDouble && isOpen(draft) && draft.points.length > 0)
    return draft.points.length >= 3
      ? finishDraft({ ...state, draft })
      : stay(state);
  const moved = moveCursor(
    draft,
    snapped(down, around),
    down.shift,
    around.picture,
  );
  return placeOrClose(state, moved, down, around);
}

/** A drag begins: for shapes of two points the first lies where it began. */
export function beginDrag(
  state: SurfaceState,
  { down }: Press,
  around: Surroundings,
): SurfaceState {
  const draft = draftFor(state, around);
  if (!draft) return state;
  const { byPath } = drawTools[draft.tool];
  const begins = isByDrag(draft.tool) && draft.points.length === 0;
  const at = snapped(down, around);
  const begun =
    begins || byPath
      ? place(moveCursor(draft, at, false, around.picture))
      : draft;
  return {
    ...state,
    draft: begun,
    gesture: { kind: "draw", before: state.draft },
  };
}

export function dragTo(
  state: SurfaceState,
  input: PointerInput,
  around: Surroundings,
): SurfaceState {
  const { draft, gesture } = state;
  if (!draft) return state;
  const at = snapped(input, around);
  const isPath = drawTools[draft.tool].byPath && gesture.kind === "draw";
  if (!isPath)
    return {
      ...state,
      draft: moveCursor(draft, at, input.shift, around.picture),
    };
  const last = draft.points.at(-1);
  const isFar = !last || distance(last, at) * around.view.scale >= PATH_STEP;
  return isFar
    ? { ...state, draft: place(moveCursor(draft, at, false, around.picture)) }
    : state;
}

/** @param before the draft that the drag went on with; null when it began one. */
export function releaseDrag(
  state: SurfaceState,
  before: Draft | null,
  input: PointerInput,
  around: Surroundings,
): Step {
  const { draft } = state;
  if (!draft) return stay(state);
  if (!drawTools[draft.tool].byPath)
    return placeOrClose(state, draft, input, around);
  return before === null ? finishDraft(state) : stay(state);
}

export const undoPoint = (state: SurfaceState): SurfaceState =>
  state.draft ? { ...state, draft: withoutLastPoint(state.draft) } : state;
