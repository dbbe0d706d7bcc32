/**
 * One state machine for every tool and every kind of pointer: (what was, what happens, what is
 * around) -> what is now, and what to do about it. No browser, no clock, so that any sequence of
 * fingers, pen and mouse can be tested as data.
 *
 * A press first only has an intent; the way it goes on decides. It moves beyond the slop: the intent
 * begins. It is lifted: a tap. It lasts: the context menu. A second finger comes early: both zoom.
 */
import { boundsOfPoints } from "#core/ring-geometry.ts";
import { distance } from "#core/shape-geometry.ts";
import {
  beginDrag,
  dragTo,
  finishDraft,
  releaseDrag,
  undoPoint,
} from "./drawing-steps.ts";
import { commitEdit, deleteVertex, editTo } from "./editing-steps.ts";
import { intentOf } from "./intent.ts";
import { maySingleTouchAct, tracePen } from "./palm.ts";
import { pinchedView, pinchFactor } from "./pinch.ts";
import {
  hitRadiusOf,
  type PointerInput,
  slopOf,
  type SurfaceInput,
  type WheelInput,
} from "./surface-input.ts";
import {
  type Gesture,
  type Intent,
  type Press,
  type Step,
  stay,
  type SurfaceState,
  type Surroundings,
} from "./surface-state.ts";
import { tap } from "./taps.ts";
import { panBy, toPicture, zoomAt } from "./viewport.ts";

/** A second finger turns a drag into a zoom while the drag is younger, or shorter, than this. */
const YOUNG_MS = 300;
const SHORT_DRAG = 24;

const WHEEL_ZOOM = 1.0015;
/** A trackpad's pinch comes in smaller steps. */
const PINCH_ZOOM = 1.01;

const none: Gesture = { kind: "none" };
const spent: Gesture = { kind: "spent" };

/** Takes back what is going on, as if the press had not been. */
function abandon(state: SurfaceState): SurfaceState {
  const { gesture } = state;
  const draft = gesture.kind === "draw" ? gesture.before : state.draft;
  return { ...state, draft, gesture: state.presses.length > 0 ? spent : none };
}

function mayBecomePinch(state: SurfaceState, time: number): boolean {
  const [first] = state.presses;
  if (!first || first.down.pointer !== "touch") return false;
  const isCommitted = ["draw", "edit", "band"].includes(state.gesture.kind);
  return (
    !isCommitted ||
    time - first.down.time < YOUNG_MS ||
    distance(first.down, first.at) < SHORT_DRAG
  );
}

/** The context menu, for what is under the pointer; it becomes the selection. */
function openContext(
  state: SurfaceState,
  { down, at }: Press,
  around: Surroundings,
): Step {
  const radius = hitRadiusOf(down.pointer) / around.view.scale;
  const key = around.hit(toPicture(around.view, at), radius, "whole");
  const isSelected = around.selected.some((one) => one.key === key);
  const next: SurfaceState = { ...state, gesture: spent };
  const context = { kind: "context", key, at } as const;
  return key === null || isSelected
    ? stay(next, context)
    : stay(next, { kind: "select", keys: [key] }, context);
}

function secondDown(state: SurfaceState, press: Press): Step {
  const isFinger = press.down.pointer === "touch";
  if (!isFinger || !mayBecomePinch(state, press.down.time)) return stay(state);
  const presses = [...state.presses, press].slice(0, 2);
  return stay({ ...abandon(state), presses, gesture: { kind: "pinch" } });
}

function down(
  before: SurfaceState,
  input: PointerInput,
  around: Surroundings,
): Step {
  const press = { down: input, at: { x: input.x, y: input.y } };
  // The palm that came first gives way to the pen.
  const state =
    input.pointer === "pen" ? { ...abandon(before), presses: [] } : before;
  if (state.presses.length > 0) return secondDown(state, press);
  const pressed = { ...state, presses: [press], cursor: press.at };
  const isPalm =
    input.pointer === "touch" &&
    !maySingleTouchAct(state.penSeenAt, input.time);
  if (isPalm) return stay({ ...pressed, gesture: spent });
  if (input.button === 2) return openContext(pressed, press, around);
  if (input.button === 1 || input.space)
    return stay({ ...pressed, gesture: { kind: "pan" } });
  if (input.button !== 0) return stay({ ...pressed, gesture: spent });
  const intent = intentOf(input, state.draft !== null, around);
  return stay({ ...pressed, gesture: { kind: "press", intent } });
}

/** The press has moved beyond the slop: what was meant begins. */
function begin(
  state: SurfaceState,
  intent: Intent,
  press: Press,
  around: Surroundings,
): SurfaceState {
  switch (intent.kind) {
    case "draw":
      return beginDrag(state, press, around);
    case "handle":
    case "move":
      return editTo(state, intent, press, around);
    case "pan":
      return { ...state, gesture: { kind: "pan" } };
    case "band": {
      const from = toPicture(around.view, press.down);
      return { ...state, gesture: { kind: "band", from, to: from } };
    }
  }
}

function follow(
  state: SurfaceState,
  before: SurfaceState,
  press: Press,
  input: PointerInput,
  around: Surroundings,
): Step {
  const { gesture } = state;
  switch (gesture.kind) {
    case "draw":
      return stay(dragTo(state, input, around));
    case "edit":
      return stay(editTo(state, gesture.intent, press, around));
    case "band": {
      const to = toPicture(around.view, input);
      return stay({ ...state, gesture: { ...gesture, to } });
    }
    case "pan": {
      const from = before.presses[0]?.at ?? press.at;
      const by = { x: press.at.x - from.x, y: press.at.y - from.y };
      const view = panBy(around.view, by, around.surface, around.picture);
      return stay(state, { kind: "view", view });
    }
    case "pinch": {
      if (around.pinchSizesBrush) {
        const factor = pinchFactor(before.presses, state.presses);
        return stay(state, { kind: "size_brush", factor });
      }
      const view = pinchedView(before.presses, state.presses, around);
      return view ? stay(state, { kind: "view", view }) : stay(state);
    }
    case "none":
    case "press":
    case "spent":
      return stay(state);
  }
}

function move(
  before: SurfaceState,
  input: PointerInput,
  around: Surroundings,
): Step {
  const at = { x: input.x, y: input.y };
  const known = before.presses.find((one) => one.down.id === input.id);
  if (!known) {
    const isHover = input.pointer !== "touch" && before.presses.length === 0;
    if (!isHover) return stay(before);
    return stay(dragTo({ ...before, cursor: at }, input, around));
  }
  const press = { ...known, at };
  const state: SurfaceState = {
    ...before,
    cursor: at,
    presses: before.presses.map((one) => (one === known ? press : one)),
  };
  if (state.gesture.kind !== "press")
    return follow(state, before, press, input, around);
  if (distance(press.down, at) <= slopOf(input.pointer)) return stay(state);
  const begun = begin(state, state.gesture.intent, press, around);
  return follow(begun, before, press, input, around);
}

function up(
  before: SurfaceState,
  input: PointerInput,
  around: Surroundings,
): Step {
  const press = before.presses.find((one) => one.down.id === input.id);
  if (!press) return stay(before);
  const presses = before.presses.filter((one) => one !== press);
  const { gesture } = before;
  const state: SurfaceState = {
    ...before,
    presses,
    gesture: presses.length > 0 ? spent : none,
    cursor: input.pointer === "touch" ? null : before.cursor,
  };
  switch (gesture.kind) {
    case "press":
      return tap(state, press, gesture.intent, input.time, around);
    case "draw":
      return releaseDrag(state, gesture.before, input, around);
    case "edit":
      return commitEdit(state, gesture.intent, gesture.changes);
    case "band": {
      const found = around.within(boundsOfPoints([gesture.from, gesture.to]));
      const kept = around.selected.map((one) => one.key);
      const keys = [...new Set([...kept, ...found])];
      return stay(state, { kind: "select", keys });
    }
    case "none":
    case "pan":
    case "pinch":
    case "spent":
      return stay(state);
  }
}

function cancel(state: SurfaceState, input: PointerInput): Step {
  const presses = state.presses.filter((one) => one.down.id !== input.id);
  if (presses.length === state.presses.length) return stay(state);
  return stay(abandon({ ...state, presses }));
}

const reducers = { down, move, up, cancel };

function longPress(
  state: SurfaceState,
  id: number,
  around: Surroundings,
): Step {
  const press = state.presses.find((one) => one.down.id === id);
  const isWaiting =
    state.gesture.kind === "press" && press?.down.pointer !== "mouse";
  return press && isWaiting ? openContext(state, press, around) : stay(state);
}

function wheel(
  state: SurfaceState,
  input: WheelInput,
  { view, surface, picture, pinchSizesBrush }: Surroundings,
): Step {
  const base = input.isPinch ? PINCH_ZOOM : WHEEL_ZOOM;
  const factor = Math.pow(base, -input.dy);
  if (input.isPinch && pinchSizesBrush)
    return stay(state, { kind: "size_brush", factor });
  const next = zoomAt(view, factor, input, surface, picture);
  return stay(state, { kind: "view", view: next });
}

export function step(
  state: SurfaceState,
  input: SurfaceInput,
  around: Surroundings,
): Step {
  switch (input.kind) {
    case "long_press":
      return longPress(state, input.id, around);
    case "wheel":
      return wheel(state, input, around);
    case "leave":
      return stay({ ...state, cursor: null });
    case "escape":
      return stay({ ...abandon(state), draft: null, vertex: null });
    case "finish":
      return finishDraft(state);
    case "undo_point":
      return stay(undoPoint(state));
    case "delete_vertex":
      return deleteVertex(state, around);
    default: {
      const penSeenAt = tracePen(state.penSeenAt, input);
      return reducers[input.kind]({ ...state, penSeenAt }, input, around);
    }
  }
}
