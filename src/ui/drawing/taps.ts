/** A press that did not move: it selects, picks a point, places one, or zooms. */
import { distance } from "#core/shape-geometry.ts";
import { isByDrag } from "./draft.ts";
import { tapPoint } from "./drawing-steps.ts";
import type { ShapeKey } from "./drawn-shape.ts";
import { tapHandle } from "./editing-steps.ts";
import { isOverShapes } from "./intent.ts";
import { hitRadiusOf } from "./surface-input.ts";
import {
  type Intent,
  type Press,
  type Step,
  stay,
  type SurfaceState,
  type Surroundings,
} from "./surface-state.ts";
import { toPicture } from "./viewport.ts";

const DOUBLE_TAP_MS = 350;
/** How far apart the two taps of a double tap may lie, CSS pixels. */
const DOUBLE_TAP_SPREAD = 24;

function keyUnder(
  { down }: Press,
  part: "whole" | "outline",
  around: Surroundings,
): ShapeKey | null {
  const radius = hitRadiusOf(down.pointer) / around.view.scale;
  return around.hit(toPicture(around.view, down), radius, part);
}

function select(state: SurfaceState, keys: readonly ShapeKey[]): Step {
  return stay({ ...state, vertex: null }, { kind: "select", keys });
}

function toggle(
  state: SurfaceState,
  key: ShapeKey | null,
  around: Surroundings,
): Step {
  if (key === null) return stay(state);
  const keys = around.selected.map((one) => one.key);
  return select(
    state,
    keys.includes(key) ? keys.filter((one) => one !== key) : [...keys, key],
  );
}

/**
 * While drawing, a tap on a shape selects it instead: anywhere on it with tools that draw by a
 * drag, on its outline alone with tools whose points are placed by taps. Ctrl draws anyway.
 */
function tapToDraw(
  state: SurfaceState,
  press: Press,
  isDouble: boolean,
  around: Surroundings,
): Step {
  const { tool } = around;
  const mayselect =
    tool !== "select" &&
    !state.draft &&
    !press.down.mod &&
    !around.drawsOnTop &&
    !isOverShapes(tool) &&
    !isDouble;
  if (mayselect) {
    const part = isByDrag(tool) ? "whole" : "outline";
    const key = keyUnder(press, part, around);
    if (key !== null) return select(state, [key]);
  }
  return tapPoint(state, press, isDouble, around);
}

export function tap(
  state: SurfaceState,
  press: Press,
  intent: Intent,
  time: number,
  around: Surroundings,
): Step {
  const { lastTap } = state;
  const isDouble =
    lastTap !== null &&
    time - lastTap.time < DOUBLE_TAP_MS &&
    distance(lastTap.at, press.down) < DOUBLE_TAP_SPREAD;
  const tapped = {
    ...state,
    lastTap: isDouble ? null : { at: press.at, time },
  };
  switch (intent.kind) {
    case "draw":
      return tapToDraw(tapped, press, isDouble, around);
    case "handle":
      return tapHandle(tapped, intent, around);
    case "band":
      return toggle(tapped, keyUnder(press, "whole", around), around);
    case "move":
    case "pan": {
      const key = keyUnder(press, "whole", around);
      if (press.down.mod || around.selectsSeveral)
        return toggle(tapped, key, around);
      if (isDouble && around.tool === "select")
        return stay(tapped, { kind: "toggle_zoom", at: press.at });
      return select(tapped, key === null ? [] : [key]);
    }
  }
}
