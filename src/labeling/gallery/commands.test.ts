import { describe, expect, test } from "vitest";
import type { LabelId, LabelingJobId } from "#core/ids.ts";
import type { Label } from "#core/label.ts";
import { commandOf } from "./commands.ts";

const labels: Label[] = [
  ["cat", "1"],
  ["dog", "shift+2"],
  ["fox", "q"],
].map(([name, shortcut], order) => ({
  id: name as LabelId,
  jobId: "job" as LabelingJobId,
  name: name ?? "",
  color: "#000000",
  shortcut: shortcut ?? null,
  order,
}));

const press = (key: string, code = "", modifiers = "") => ({
  key,
  code,
  shiftKey: modifiers.includes("s"),
  altKey: modifiers.includes("a"),
  ctrlKey: modifiers.includes("c"),
  metaKey: false,
});

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
