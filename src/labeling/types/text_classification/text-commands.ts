import type { KeyPress } from "#core/label-shortcut.ts";
import type { Label } from "#core/label.ts";
import { type Command, commandOf } from "#labeling/gallery/commands.ts";
import type { Direction } from "#labeling/gallery/moves.ts";

/** As in mail programs; a label may take the key. */
const LETTERS: Readonly<Record<string, Direction>> = { j: "down", k: "up" };

/** What a key means while texts are labeled: what it means for pictures, and j and k. */
export function textCommandOf(
  press: KeyPress,
  labels: readonly Label[],
): Command | null {
  const command = commandOf(press, labels);
  if (command || press.ctrlKey || press.metaKey || press.altKey) return command;
  const to = LETTERS[press.key.toLowerCase()];
  return to ? { kind: "move", to, extend: press.shiftKey, keep: false } : null;
}

/** In a text by itself these scroll: by how much of what is in view. */
export const SCROLLS: Readonly<Record<string, number>> = {
  ArrowUp: -0.2,
  ArrowDown: 0.2,
  PageUp: -0.9,
  PageDown: 0.9,
};
