/** What the mouse looks like, so that a press can be foreseen. Nothing depends on it. */
import type { Handle } from "#core/shape-handles.ts";
import { editIntentAt, isOverShapes } from "./intent.ts";
import { hitRadiusOf } from "./surface-input.ts";
import type {
  EditIntent,
  SurfaceState,
  Surroundings,
} from "./surface-state.ts";
import { toPicture } from "./viewport.ts";

function sideCursor({ x, y }: Handle & { kind: "side" }): string {
  if (y === 0) return "ew-resize";
  if (x === 0) return "ns-resize";
  return x === y ? "nwse-resize" : "nesw-resize";
}

function editCursor(intent: EditIntent): string {
  if (intent.kind === "move") return "move";
  const { handle } = intent;
  if (handle.kind === "side") return sideCursor(handle);
  return handle.kind === "middle" ? "copy" : "move";
}

/** @returns a value of CSS `cursor`. */
export function cursorOf(
  { gesture, cursor, draft }: SurfaceState,
  isSpaceDown: boolean,
  around: Surroundings,
): string {
  if (gesture.kind === "pan" || gesture.kind === "pinch") return "grabbing";
  if (gesture.kind === "edit") return editCursor(gesture.intent);
  if (isSpaceDown) return "grab";
  const ground = around.tool === "select" ? "default" : "crosshair";
  if (!cursor || draft || isOverShapes(around.tool)) return ground;
  const radius = hitRadiusOf("mouse") / around.view.scale;
  const edit = editIntentAt(toPicture(around.view, cursor), radius, around);
  return edit ? editCursor(edit) : ground;
}
