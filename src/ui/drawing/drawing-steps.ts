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
import { hitRadiusOf, type PointerInput } from "./surface-input.ts";
import {
  type Press,
  type Step,
  stay,
  type SurfaceState,
  type Surroundings,
} from "./surface-state.ts";
import { toPicture, toSurface } from "./viewport.ts";

/** The draft goes on with the next point, or begins. */
function draftFor(state: SurfaceState, around: Surroundings): Draft | null {
  if (state.draft) return state.draft;
  return around.tool === "select" ? null : emptyDraft(around.tool);
}

/** Ends the draft; too small a shape leaves nothing behind. */
export function finishDraft(state: SurfaceState): Step {
  const shape = state.draft && finished(state.draft);
  const next = { ...state, draft: null };
  return shape ? stay(next, { kind: "draw", shape }) : stay(next);
}

/** Whether a press here means the first point of what is being drawn, so closes it. */
export function isClosing(
  draft: Draft,
  at: Point,
  radius: number,
  around: Surroundings,
): boolean {
  const [first] = draft.points;
  return (
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
  if (!isByDrag(draft.tool) && isClosing(draft, input, radius, around))
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
  if (isDouble && !isByDrag(draft.tool) && draft.points.length > 0)
    return draft.points.length >= 3
      ? finishDraft({ ...state, draft })
      : stay(state);
  const at = toPicture(around.view, down);
  const moved = moveCursor(draft, at, down.shift, around.picture);
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
  const at = toPicture(around.view, down);
  const begins = isByDrag(draft.tool) && draft.points.length === 0;
  const begun = begins
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
  if (!state.draft) return state;
  const at = toPicture(around.view, input);
  return {
    ...state,
    draft: moveCursor(state.draft, at, input.shift, around.picture),
  };
}

export const releaseDrag = (
  state: SurfaceState,
  input: PointerInput,
  around: Surroundings,
): Step =>
  state.draft ? placeOrClose(state, state.draft, input, around) : stay(state);

export const undoPoint = (state: SurfaceState): SurfaceState =>
  state.draft ? { ...state, draft: withoutLastPoint(state.draft) } : state;
