/** Changing what is selected: by its handles, by its body, point by point. */
import type { Point } from "#core/geometry.ts";
import {
  distanceToOutline,
  isWorthKeeping,
  moveTogether,
  type PictureSize,
  roundShape,
} from "#core/shape-geometry.ts";
import { redrawn } from "#core/redraw-border.ts";
import { moveHandle, withoutVertex } from "#core/shape-handles.ts";
import type { DrawnShape, Reshape } from "./drawn-shape.ts";
import { hitRadiusOf } from "./surface-input.ts";
import {
  type EditIntent,
  type Press,
  type Step,
  stay,
  type SurfaceState,
  type Surroundings,
} from "./surface-state.ts";

/** What the drag so far makes of the shapes it began with. @param by picture pixels. */
function changesBy(
  intent: EditIntent,
  by: Point,
  { picture, view, isSnapping, border }: Surroundings,
): Reshape[] {
  if (intent.kind === "handle") {
    const { key, shape, handle } = intent;
    const free = { x: handle.at.x + by.x, y: handle.at.y + by.y };
    const isPoint = handle.kind === "vertex" || handle.kind === "middle";
    const radius = hitRadiusOf("mouse") / view.scale;
    const to =
      (isPoint && isSnapping && border(free, radius, "others")) || free;
    return [{ key, shape: moveHandle(shape, handle, to, picture) }];
  }
  const shapes = intent.originals.map((one) => one.shape);
  const moved = moveTogether(shapes, by, picture);
  return intent.originals.map(({ key, shape }, i) => ({
    key,
    shape: moved[i] ?? shape,
  }));
}

export function editTo(
  state: SurfaceState,
  intent: EditIntent,
  { down, at }: Press,
  around: Surroundings,
): SurfaceState {
  const { scale } = around.view;
  const by = { x: (at.x - down.x) / scale, y: (at.y - down.y) / scale };
  const changes = changesBy(intent, by, around);
  return { ...state, gesture: { kind: "edit", intent, changes } };
}

/** The polygon point that a handle is, or has become. */
function touchedVertex(intent: EditIntent): SurfaceState["vertex"] {
  if (intent.kind !== "handle") return null;
  const { key, handle } = intent;
  if (handle.kind === "vertex") return { key, index: handle.index };
  return handle.kind === "middle" ? { key, index: handle.index + 1 } : null;
}

/** Asks for the changes, all in one; a shape that was pressed flat stays as it was. */
export function commitEdit(
  state: SurfaceState,
  intent: EditIntent,
  changes: readonly Reshape[],
): Step {
  const kept = changes
    .map(({ key, shape }) => ({ key, shape: roundShape(shape) }))
    .filter(({ shape }) => isWorthKeeping(shape));
  const next = { ...state, vertex: touchedVertex(intent) };
  return kept.length > 0
    ? stay(next, { kind: "reshape", changes: kept })
    : stay(next);
}

/**
 * A tap on a handle: on a polygon's point it picks that point, on the picked one it takes it away,
 * between two it makes one.
 */
export function tapHandle(
  state: SurfaceState,
  intent: EditIntent & { kind: "handle" },
  around: Surroundings,
): Step {
  if (intent.handle.kind === "middle")
    return commitEdit(state, intent, changesBy(intent, { x: 0, y: 0 }, around));
  const vertex = touchedVertex(intent);
  const isPicked =
    vertex !== null &&
    vertex.key === state.vertex?.key &&
    vertex.index === state.vertex.index;
  return isPicked ? deleteVertex(state, around) : stay({ ...state, vertex });
}

export function deleteVertex(state: SurfaceState, around: Surroundings): Step {
  const { vertex } = state;
  const one = around.selected.find(({ key }) => key === vertex?.key);
  const next = { ...state, vertex: null };
  if (!vertex || !one || one.isLocked) return stay(next);
  const shape = withoutVertex(one.shape, vertex.index);
  return shape
    ? stay(next, { kind: "reshape", changes: [{ key: one.key, shape }] })
    : stay(next);
}

/** The selected shape whose border of points lies nearest to where the path begins, with a part of it drawn anew. @param path picture pixels. */
export function redrawnShapes(
  selected: readonly DrawnShape[],
  path: readonly Point[],
): Reshape[] {
  const [start] = path;
  let nearest: Reshape | null = null;
  let least = Infinity;
  for (const { key, shape, isLocked } of selected) {
    if (!start || isLocked) continue;
    if (shape.kind !== "polygon" && shape.kind !== "multipolygon") continue;
    const away = distanceToOutline(shape, start);
    const next = away < least ? redrawn(shape, path) : null;
    if (!next) continue;
    nearest = { key, shape: roundShape(next) };
    least = away;
  }
  return nearest && isWorthKeeping(nearest.shape) ? [nearest] : [];
}

/** What is selected and free, moved together within the picture. @param by picture pixels. */
export function nudged(
  selected: readonly DrawnShape[],
  by: Point,
  picture: PictureSize,
): Reshape[] {
  const free = selected.filter((one) => !one.isLocked);
  const shapes = free.map((one) => one.shape);
  const moved = moveTogether(shapes, by, picture);
  return free.map(({ key, shape }, i) => ({ key, shape: moved[i] ?? shape }));
}
