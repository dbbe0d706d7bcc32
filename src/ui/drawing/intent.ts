/**
 * What a press means by where it lands. The selected shape has its handles and its body; everything
 * else is ground to draw on, or to pan with the select tool. So nothing moves that was not chosen
 * before, and a picture full of boxes can still be panned.
 */
import type { Point } from "#core/geometry.ts";
import {
  boundsOf,
  containsPoint,
  distance,
  distanceToOutline,
} from "#core/shape-geometry.ts";
import { type Handle, handlesOf } from "#core/shape-handles.ts";
import type { DrawnShape } from "./drawn-shape.ts";
import { hitRadiusOf, type PointerInput } from "./surface-input.ts";
import type { EditIntent, Intent, Surroundings } from "./surface-state.ts";
import { drawTools } from "./tools/draw-tools.ts";
import type { ToolId } from "./tools/tool.ts";
import { toPicture } from "./viewport.ts";

/** An edge shorter than this has no handle in its middle, CSS pixels. */
export const HANDLE_ROOM = 40;

/** Inside a small shape its handles keep this share of it, so that its body can still be taken. */
const INNER_SHARE = 0.3;

function reach({ shape }: DrawnShape, at: Point, radius: number): number {
  if (!containsPoint(shape, at)) return radius;
  const box = boundsOf(shape);
  const side = Math.min(box.xMax - box.xMin, box.yMax - box.yMin);
  return Math.min(radius, side * INNER_SHARE);
}

/** @param at, radius picture pixels. @param room least edge for a middle handle, picture pixels. */
export function handleNear(
  one: DrawnShape,
  at: Point,
  radius: number,
  room: number,
): Handle | null {
  const r = reach(one, at, radius);
  const within = {
    xMin: at.x - r,
    yMin: at.y - r,
    xMax: at.x + r,
    yMax: at.y + r,
  };
  let nearest: { handle: Handle; away: number } | null = null;
  for (const handle of handlesOf(one.shape, { within, room })) {
    const away = distance(handle.at, at);
    if (away <= r && (nearest === null || away < nearest.away))
      nearest = { handle, away };
  }
  return nearest?.handle ?? null;
}

/** How a press at `at` would change what is selected; null when it is beside it, or locked. */
export function editIntentAt(
  at: Point,
  radius: number,
  { selected, view }: Surroundings,
): EditIntent | null {
  const free = selected.filter((one) => !one.isLocked);
  const [only, another] = free;
  if (only && !another) {
    const handle = handleNear(only, at, radius, HANDLE_ROOM / view.scale);
    if (handle)
      return { kind: "handle", key: only.key, shape: only.shape, handle };
  }
  const isHit = free.some(
    ({ shape }) =>
      containsPoint(shape, at) || distanceToOutline(shape, at) <= radius,
  );
  return isHit
    ? {
        kind: "move",
        originals: free.map(({ key, shape }) => ({ key, shape })),
      }
    : null;
}

/** A press never means what is selected. */
export const isOverShapes = (tool: ToolId): boolean =>
  tool !== "select" && drawTools[tool].isOverShapes === true;

export function intentOf(
  down: PointerInput,
  isDrawing: boolean,
  around: Surroundings,
): Intent {
  const isSelecting = around.tool === "select";
  const forcesDrawing =
    isDrawing || down.mod || around.drawsOnTop || isOverShapes(around.tool);
  if (!isSelecting && forcesDrawing) return { kind: "draw" };
  const radius = hitRadiusOf(down.pointer) / around.view.scale;
  const edit = editIntentAt(toPicture(around.view, down), radius, around);
  const extendsSelection =
    isSelecting && (down.shift || down.mod || around.selectsSeveral);
  if (edit && !extendsSelection) return edit;
  if (!isSelecting) return { kind: "draw" };
  return { kind: down.shift ? "band" : "pan" };
}
