import { describe, expect, test } from "vitest";
import type { Label } from "#core/label.ts";
import { commandOf } from "./commands.ts";
import { press } from "../../../tests/support/key-press.ts";
import { plainLabel } from "../../../tests/support/plain-label.ts";

const labels: Label[] = [
  ["cat", "1"],
  ["dog", "shift+2"],
  ["fox", "q"],
].map(([name = "", shortcut = null], order) =>
  plainLabel(name, shortcut, order),
);

describe("commandOf", () => {
  test.each([
    [press("1", "Digit1"), { kind: "label", id: "cat" }],
    [press("@", "Digit2", "s"), { kind: "label", id: "dog" }],
    [press("q", "KeyQ"), { kind: "label", id: "fox" }],
    [press("2", "Digit2"), null],
    [
      press("ArrowDown", "ArrowDown", "s"),
      { kind: "move", to: "down", extend: true, keep: false },
    ],
    [
      press("ArrowLeft", "ArrowLeft", "c"),
      { kind: "move", to: "left", extend: false, keep: true },
    ],
    [press("z", "KeyZ", "c"), { kind: "undo" }],
    [press("Z", "KeyZ", "cs"), { kind: "redo" }],
    [press("y", "KeyY", "c"), { kind: "redo" }],
    [press("a", "KeyA", "c"), { kind: "all" }],
    [press("Enter"), { kind: "enter" }],
    [press("Backspace"), { kind: "reject" }],
    [press("H", "KeyH", "s"), { kind: "hard" }],
    [press(" ", "Space"), { kind: "toggle" }],
    [press("?", "Slash", "s"), null],
    [press("c", "KeyC", "c"), null],
  ])("%o", (event, command) => {
    expect(commandOf(event, labels)).toEqual(command);
  });
});
