import { expect, test } from "vitest";
import { drawCommandOf } from "#labeling/objects/keys.ts";
import help from "./key-help.ts";
import { regionKey } from "./region-keys.ts";
import { TOOLS } from "./tools.ts";
import { press } from "../../../../tests/support/key-press.ts";

/** Single keys, each with what is held down with it: `Alt+← →` are two. */
const keysOf = (text: string): string[] =>
  text.split(", ").flatMap((part) => {
    const held = /^((Alt|Ctrl|Shift)\+)*/.exec(part)?.[0] ?? "";
    const keys = part.slice(held.length).split(" ");
    return keys.filter((key) => key !== "–").map((key) => held + key);
  });

test("no key is told twice", () => {
  const keys = help([]).flatMap((row) => keysOf(row.keys));
  const twice = keys.filter((key, i) => keys.indexOf(key) !== i);
  expect(twice).toEqual([]);
});

test("Shift+N marks that there is no object, where N begins a new region", () => {
  const pressed = press("N", "KeyN", "s");
  const editor = {
    tool: "polygon" as const,
    isSnapping: false,
    sizeBrush: () => undefined,
    merge: () => undefined,
    convert: () => undefined,
    select: () => undefined,
  };
  expect(regionKey(pressed, editor)).toBeNull();
  expect(drawCommandOf(pressed, [], false, TOOLS)).toEqual({
    kind: "no_objects",
  });
});
