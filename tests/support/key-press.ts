/** A key that is pressed. */
import type { KeyPress } from "#core/label-shortcut.ts";

/** @param modifiers letters of what is held down: s (Shift), a (Alt), c (Ctrl), m (Meta). */
export const press = (key: string, code = "", modifiers = ""): KeyPress => ({
  key,
  code,
  shiftKey: modifiers.includes("s"),
  altKey: modifiers.includes("a"),
  ctrlKey: modifiers.includes("c"),
  metaKey: modifiers.includes("m"),
});
