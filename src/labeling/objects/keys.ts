import type { LabelId } from "#core/ids.ts";
import type { Label } from "#core/label.ts";
import { type KeyPress, shortcutOf } from "#core/label-shortcut.ts";
import type { DrawToolId, ToolId } from "#ui/drawing/tools/tool.ts";

/** What a key means over a picture whose objects are drawn. */
export type DrawCommand =
  | { readonly kind: "tool"; readonly tool: ToolId }
  | { readonly kind: "label"; readonly id: LabelId }
  | {
      readonly kind: "nudge" | "stretch";
      readonly dx: number;
      readonly dy: number;
    }
  | {
      readonly kind:
        | "next"
        | "previous"
        | "first"
        | "last"
        | "next_object"
        | "previous_object"
        | "all"
        | "finish"
        | "cancel"
        | "remove"
        | "remove_all"
        | "step_back"
        | "shapes"
        | "names"
        | "crosshair"
        | "no_objects"
        | "lock"
        | "hide"
        | "hard"
        | "type"
        | "copy"
        | "paste"
        | "duplicate"
        | "copy_previous"
        | "front"
        | "back"
        | "undo"
        | "redo"
        | "zoom_in"
        | "zoom_out"
        | "fit"
        | "actual"
        | "full_screen"
        | "draw_in_middle"
        | "point";
    };

type Simple = Exclude<
  DrawCommand["kind"],
  "tool" | "label" | "nudge" | "stretch"
>;

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** Pixels of the picture. */
const FAR = 10;

const PLAIN: Readonly<Record<string, Simple>> = {
  d: "next",
  a: "previous",
  ArrowRight: "next",
  ArrowLeft: "previous",
  PageDown: "next",
  PageUp: "previous",
  Home: "first",
  End: "last",
  Enter: "finish",
  Escape: "cancel",
  Delete: "remove",
  Backspace: "step_back",
  h: "hard",
  l: "lock",
  i: "hide",
  t: "names",
  c: "copy_previous",
  k: "crosshair",
  n: "no_objects",
  "/": "type",
  "]": "front",
  "[": "back",
  "+": "zoom_in",
  "=": "zoom_in",
  "-": "zoom_out",
  f: "fit",
  z: "actual",
  m: "draw_in_middle",
  ".": "next_object",
  ",": "previous_object",
};

const WITH_SHIFT: Readonly<Record<string, Simple>> = {
  Delete: "remove_all",
  h: "shapes",
  f: "full_screen",
  m: "point",
};

const WITH_CONTROL: Readonly<Record<string, Simple>> = {
  a: "all",
  c: "copy",
  v: "paste",
  d: "duplicate",
  y: "redo",
};

function withControl({ key, shiftKey }: KeyPress): DrawCommand | null {
  const name = key.toLowerCase();
  if (name === "z") return { kind: shiftKey ? "redo" : "undo" };
  const kind = WITH_CONTROL[name];
  return kind ? { kind } : null;
}

/** A key that somebody gave to a label means it, whatever letter it is. */
export const isLabelKey = (
  press: KeyPress,
  labels: readonly Label[],
): boolean => {
  const shortcut = shortcutOf(press);
  return shortcut !== null && labels.some((one) => one.shortcut === shortcut);
};

/** A label's own key, and with `isSelected` the digits of the tools too, which otherwise choose these. */
function labelOrTool(
  press: KeyPress,
  labels: readonly Label[],
  isSelected: boolean,
  tools: readonly DrawToolId[],
): DrawCommand | null {
  const shortcut = shortcutOf(press);
  const tool = tools[Number(shortcut) - 1];
  if (tool && !isSelected) return { kind: "tool", tool };
  const label = labels.find(
    (one) => one.shortcut !== null && one.shortcut === shortcut,
  );
  return label ? { kind: "label", id: label.id } : null;
}

/**
 * The command of a key press, or null. Keys of the shapes, of the next picture and of deleting are
 * the guide's (data management 11.6). A digit names a shape while nothing is selected, and a label
 * while something is: an object just drawn is selected, so its label is one press away.
 * @param tools in the order of their digits, from 1.
 */
export function drawCommandOf(
  press: KeyPress,
  labels: readonly Label[],
  isSelected: boolean,
  tools: readonly DrawToolId[],
): DrawCommand | null {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = press;
  if (ctrlKey || metaKey) return withControl(press);
  const arrow = ARROWS[key];
  if (arrow && isSelected) {
    const [dx, dy] = arrow;
    const far = shiftKey ? FAR : 1;
    const kind = altKey ? "stretch" : "nudge";
    return { kind, dx: dx * far, dy: dy * far };
  }
  const chosen = labelOrTool(press, labels, isSelected, tools);
  if (chosen) return chosen;
  if (altKey) return null;
  const name = key.length === 1 ? key.toLowerCase() : key;
  if (name === "v") return { kind: "tool", tool: "select" };
  const kind = (shiftKey ? WITH_SHIFT[name] : undefined) ?? PLAIN[name];
  return kind ? { kind } : null;
}
