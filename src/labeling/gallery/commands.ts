import type { LabelId } from "#core/ids.ts";
import type { Label } from "#core/label.ts";
import { type KeyPress, shortcutOf } from "#core/label-shortcut.ts";
import { type Direction, MOVES } from "./moves.ts";

/** What a key means while pictures are labeled. */
export type Command =
  | {
      readonly kind: "move";
      readonly to: Direction;
      readonly extend: boolean;
      /** The focus moves, the selection stays. */
      readonly keep: boolean;
    }
  | { readonly kind: "label"; readonly id: LabelId }
  | {
      readonly kind:
        | "toggle"
        | "all"
        | "enter"
        | "back"
        | "reject"
        | "hard"
        | "delete"
        | "type"
        | "undo"
        | "redo"
        | "zoom_in"
        | "zoom_out"
        | "fit";
    };

const PLAIN: Readonly<
  Record<string, Exclude<Command["kind"], "move" | "label">>
> = {
  " ": "toggle",
  Enter: "enter",
  Escape: "back",
  Backspace: "reject",
  Delete: "delete",
  h: "hard",
  "/": "type",
  "+": "zoom_in",
  "=": "zoom_in",
  "-": "zoom_out",
  f: "fit",
};

function withControl(press: KeyPress): Command | null {
  const key = press.key.toLowerCase();
  if (key === "a") return { kind: "all" };
  if (key === "z") return { kind: press.shiftKey ? "redo" : "undo" };
  if (key === "y") return { kind: "redo" };
  return null;
}

/** The command of a key press, or null. Labels go by their own keys, everything else is fixed. */
export function commandOf(
  press: KeyPress,
  labels: readonly Label[],
): Command | null {
  const keep = press.ctrlKey || press.metaKey;
  const to = MOVES[press.key];
  if (to)
    return press.altKey
      ? null
      : { kind: "move", to, extend: press.shiftKey, keep };
  if (keep) return press.key === " " ? { kind: "toggle" } : withControl(press);
  const shortcut = shortcutOf(press);
  const label = labels.find(
    (one) => one.shortcut !== null && one.shortcut === shortcut,
  );
  if (label) return { kind: "label", id: label.id };
  if (press.altKey) return null;
  const kind = PLAIN[press.key] ?? PLAIN[press.key.toLowerCase()];
  return kind ? { kind } : null;
}
