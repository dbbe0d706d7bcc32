/**
 * One key per label. A shortcut is text as in `Label.shortcut`: modifiers in the order alt, shift,
 * then the key, joined by `+`. Digits mean the physical digit row, so that `shift+1` is the same
 * press on every keyboard layout; letters mean what the layout prints.
 */
import type { LabelId } from "./ids.ts";
import type { Label } from "./label.ts";

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"];

/** The keys given to new labels, in order: 1-9, 0, then the same with shift, then with alt and shift. */
export const LABEL_SHORTCUTS: readonly string[] = ["", "shift+", "alt+shift+"]
  .map((modifiers) => DIGITS.map((digit) => modifiers + digit))
  .flat();

/** Keys with a meaning of their own while labeling; no label can have them. */
export const RESERVED_SHORTCUTS: readonly string[] = [
  "enter",
  "escape",
  "tab",
  "backspace",
  "delete",
  "space",
  "arrowleft",
  "arrowright",
  "arrowup",
  "arrowdown",
  "home",
  "end",
  "pageup",
  "pagedown",
  "h",
  "n",
  "f",
  "?",
  "/",
  "+",
  "-",
  "=",
];

/** What a key event tells; the fields of `KeyboardEvent` that count here. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

const MODIFIER_KEYS = ["Shift", "Alt", "Control", "Meta", "AltGraph"];

/** The key itself: digits and, with Alt, letters by their place, since the layout changes what they print. */
function keyOf({ key, code, altKey }: KeyPress): string {
  const placed = (
    altKey ? /^(?:Digit|Numpad|Key)([0-9A-Z])$/ : /^(?:Digit|Numpad)([0-9])$/
  ).exec(code);
  const name = (placed?.[1] ?? key).toLowerCase();
  return name === " " ? "space" : name;
}

/** The shortcut text of a key press; null for modifiers alone and for Ctrl or Cmd combinations, which belong to commands. */
export function shortcutOf(press: KeyPress): string | null {
  if (press.ctrlKey || press.metaKey) return null;
  if (MODIFIER_KEYS.includes(press.key) || press.key === "Dead") return null;
  const key = keyOf(press);
  // A printed sign already contains its shift: `?` is not `shift+?`.
  const isSign = key.length === 1 && !/[\p{L}\p{N}]/u.test(key);
  const shift = press.shiftKey && !isSign ? "shift+" : "";
  return `${press.altKey ? "alt+" : ""}${shift}${key}`;
}

/** The first of `LABEL_SHORTCUTS` that no label has, or null when all thirty are taken. */
export function freeShortcut(
  labels: readonly Pick<Label, "shortcut">[],
): string | null {
  const taken = new Set(labels.map((label) => label.shortcut));
  return LABEL_SHORTCUTS.find((shortcut) => !taken.has(shortcut)) ?? null;
}

/** Why the label `id` cannot have the shortcut: `reserved`, the label that has it, or null when it can. */
export function shortcutConflict(
  shortcut: string,
  labels: readonly Label[],
  id: LabelId | null,
): "reserved" | Label | null {
  if (RESERVED_SHORTCUTS.includes(shortcut)) return "reserved";
  return (
    labels.find((label) => label.shortcut === shortcut && label.id !== id) ??
    null
  );
}

/** As a person reads it: `alt+shift+1` -> `Alt Shift 1`. */
export function shortcutText(shortcut: string): string {
  return shortcut
    .split("+")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(" ");
}
