import { describe, expect, test } from "vitest";
import type { LabelId } from "./ids.ts";
import {
  freeShortcut,
  LABEL_SHORTCUTS,
  shortcutConflict,
  shortcutOf,
  shortcutText,
} from "./label-shortcut.ts";
import { press } from "../../tests/support/key-press.ts";
import { plainLabel } from "../../tests/support/plain-label.ts";

describe("shortcutOf", () => {
  test.each([
    [press("1", "Digit1"), "1"],
    [press("!", "Digit1", "s"), "shift+1"],
    [press("¡", "Digit1", "sa"), "alt+shift+1"],
    // An AZERTY keyboard prints & on the unshifted digit row.
    [press("&", "Digit1"), "1"],
    [press("Q", "KeyQ", "s"), "shift+q"],
    // Option on a Mac prints another sign.
    [press("œ", "KeyQ", "a"), "alt+q"],
    [press("?", "Slash", "s"), "?"],
    [press(" ", "Space"), "space"],
    [press("z", "KeyZ", "c"), null],
    [press("Shift", "ShiftLeft", "s"), null],
  ])("%o", (event, text) => {
    expect(shortcutOf(event)).toBe(text);
  });
});

test("new labels get 1-9, 0, then shift, then alt and shift", () => {
  expect(LABEL_SHORTCUTS[0]).toBe("1");
  expect(LABEL_SHORTCUTS[9]).toBe("0");
  expect(LABEL_SHORTCUTS[10]).toBe("shift+1");
  expect(LABEL_SHORTCUTS[29]).toBe("alt+shift+0");
  expect(freeShortcut([])).toBe("1");
  expect(freeShortcut([plainLabel("a", "1"), plainLabel("b", "3")])).toBe("2");
  expect(freeShortcut(LABEL_SHORTCUTS.map((s) => plainLabel(s, s)))).toBeNull();
});

test("a shortcut belongs to one label, and not to a command", () => {
  const labels = [plainLabel("cat", "1"), plainLabel("dog", "2")];
  expect(shortcutConflict("1", labels, "dog" as LabelId)).toBe(labels[0]);
  expect(shortcutConflict("1", labels, "cat" as LabelId)).toBeNull();
  expect(shortcutConflict("h", labels, null)).toBe("reserved");
  expect(shortcutConflict("9", labels, null)).toBeNull();
});

test("shortcutText", () => {
  expect(shortcutText("alt+shift+1")).toBe("Alt Shift 1");
});
