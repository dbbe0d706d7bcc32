import type { LabelId } from "#core/ids.ts";
import type { Label } from "#core/label.ts";
import { type KeyPress, shortcutOf } from "#core/label-shortcut.ts";

export type Direction =
  "left" | "right" | "up" | "down" | "home" | "end" | "page_up" | "page_down";

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

const MOVES: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  Home: "home",
  End: "end",
  PageUp: "page_up",
  PageDown: "page_down",
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

/** The index that a move leads to, inside the list. */
export function indexAfter(
  move: Direction,
  from: number,
  grid: {
    readonly columns: number;
    readonly rowsPerPage: number;
    readonly count: number;
  },
): number {
  const { columns, rowsPerPage, count } = grid;
  const steps: Readonly<Record<Direction, number>> = {
    left: -1,
    right: 1,
    up: -columns,
    down: columns,
    home: -count,
    end: count,
    page_up: -columns * rowsPerPage,
    page_down: columns * rowsPerPage,
  };
  const to = from + steps[move];
  // Up from the first row and down from the last one lead nowhere, rather than to another column.
  if ((move === "up" && to < 0) || (move === "down" && to >= count))
    return from;
  return Math.max(0, Math.min(count - 1, to));
}
