import { expect, test } from "vitest";
import type { Label } from "#core/label.ts";
import type { DrawToolId } from "#ui/drawing/tools/tool.ts";
import { drawCommandOf, isLabelKey } from "./keys.ts";
import { press } from "../../../tests/support/key-press.ts";
import { plainLabel } from "../../../tests/support/plain-label.ts";

const tools: DrawToolId[] = [
  "bndbox",
  "polygon",
  "circle",
  "line",
  "dashed",
  "point",
];

const labels: Label[] = [
  ["cat", "1"],
  ["dog", "7"],
  ["fox", "shift+2"],
].map(([name = "", shortcut = null], order) =>
  plainLabel(name, shortcut, order),
);

test.each([
  [press("1", "Digit1"), { kind: "tool", tool: "bndbox" }],
  [press("2", "Digit2"), { kind: "tool", tool: "polygon" }],
  [press("3", "Digit3"), { kind: "tool", tool: "circle" }],
  [press("4", "Digit4"), { kind: "tool", tool: "line" }],
  [press("5", "Digit5"), { kind: "tool", tool: "dashed" }],
  [press("6", "Digit6"), { kind: "tool", tool: "point" }],
  [press("7", "Digit7"), { kind: "label", id: "dog" }],
  [press("@", "Digit2", "s"), { kind: "label", id: "fox" }],
  [press("d", "KeyD"), { kind: "next" }],
  [press("ArrowRight"), { kind: "next" }],
  [press("ArrowUp"), null],
  [press("Delete", "", "s"), { kind: "remove_all" }],
  [press("H", "KeyH", "s"), { kind: "shapes" }],
  [press("h", "KeyH"), { kind: "hard" }],
  [press("d", "KeyD", "c"), { kind: "duplicate" }],
  [press("Z", "KeyZ", "cs"), { kind: "redo" }],
  [press("Tab"), null],
])("with nothing selected: %o", (event, command) => {
  expect(drawCommandOf(event, labels, false, tools)).toEqual(command);
});

test.each([
  [press("1", "Digit1"), { kind: "label", id: "cat" }],
  [press("2", "Digit2"), null],
  [press("ArrowRight"), { kind: "nudge", dx: 1, dy: 0 }],
  [press("ArrowUp", "", "s"), { kind: "nudge", dx: 0, dy: -10 }],
  [press("d", "KeyD"), { kind: "next" }],
  [press("ArrowDown", "", "a"), { kind: "stretch", dx: 0, dy: 1 }],
  [press("m", "KeyM"), { kind: "draw_in_middle" }],
  [press("Delete"), { kind: "remove" }],
])("with objects selected: %o", (event, command) => {
  expect(drawCommandOf(event, labels, true, tools)).toEqual(command);
});

test("a key of a label is known before the letters of tools", () => {
  expect(isLabelKey(press("1", "Digit1"), labels)).toBe(true);
  expect(isLabelKey(press("b", "KeyB"), labels)).toBe(false);
  const [first] = labels as [Label];
  const withLetter = [{ ...first, shortcut: "b" }];
  expect(isLabelKey(press("b", "KeyB"), withLetter)).toBe(true);
  expect(isLabelKey(press("Shift"), withLetter)).toBe(false);
});
