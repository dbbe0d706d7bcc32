import { describe, expect, test } from "vitest";
import type { LabelId, LabelingJobId } from "./ids.ts";
import type { Label } from "./label.ts";
import {
  freeShortcut,
  LABEL_SHORTCUTS,
  shortcutConflict,
  shortcutOf,
  shortcutText,
  type KeyPress,
} from "./label-shortcut.ts";

const press = (key: string, code: string, more: Partial<KeyPress> = {}) => ({
  key,
  code,
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  ...more,
});

const label = (name: string, shortcut: string | null): Label => ({
  id: name as LabelId,
  jobId: "job" as LabelingJobId,
  name,
  color: "#000000",
  shortcut,
  order: 0,
});

describe("shortcutOf", () => {
  test.each([
    [press("1", "Digit1"), "1"],
    [press("!", "Digit1", { shiftKey: true }), "shift+1"],
    [press("¡", "Digit1", { shiftKey: true, altKey: true }), "alt+shift+1"],
    // An AZERTY keyboard prints & on the unshifted digit row.
    [press("&", "Digit1"), "1"],
    [press("Q", "KeyQ", { shiftKey: true }), "shift+q"],
    // Option on a Mac prints another sign.
    [press("œ", "KeyQ", { altKey: true }), "alt+q"],
    [press("?", "Slash", { shiftKey: true }), "?"],
    [press(" ", "Space"), "space"],
    [press("z", "KeyZ", { ctrlKey: true }), null],
    [press("Shift", "ShiftLeft", { shiftKey: true }), null],
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
  expect(freeShortcut([label("a", "1"), label("b", "3")])).toBe("2");
  expect(freeShortcut(LABEL_SHORTCUTS.map((s) => label(s, s)))).toBeNull();
});

test("a shortcut belongs to one label, and not to a command", () => {
  const labels = [label("cat", "1"), label("dog", "2")];
  expect(shortcutConflict("1", labels, "dog" as LabelId)).toBe(labels[0]);
  expect(shortcutConflict("1", labels, "cat" as LabelId)).toBeNull();
  expect(shortcutConflict("h", labels, null)).toBe("reserved");
  expect(shortcutConflict("9", labels, null)).toBeNull();
});

test("shortcutText", () => {
  expect(shortcutText("alt+shift+1")).toBe("Alt Shift 1");
});
