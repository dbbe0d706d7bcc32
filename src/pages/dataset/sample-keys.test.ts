import { describe, expect, it } from "vitest";
import { sampleKey } from "./sample-keys.ts";

const press = (key: string, modifiers: Partial<KeyboardEvent> = {}) =>
  sampleKey(
    {
      key,
      shiftKey: false,
      ctrlKey: false,
      metaKey: false,
      altKey: false,
      ...modifiers,
    },
    { focus: 7, count: 20, columns: 5, rowsPerPage: 2 },
  );

describe("sampleKey", () => {
  it("moves by cell, row and page, and stays inside", () => {
    const to = (key: string): unknown => press(key);
    expect(to("ArrowRight")).toEqual({ kind: "move", to: 8, how: "one" });
    expect(to("ArrowUp")).toEqual({ kind: "move", to: 2, how: "one" });
    expect(to("PageDown")).toEqual({ kind: "move", to: 17, how: "one" });
    expect(to("PageUp")).toEqual({ kind: "move", to: 0, how: "one" });
    expect(to("End")).toEqual({ kind: "move", to: 19, how: "one" });
  });

  it("extends with Shift and only moves the focus with Ctrl", () => {
    expect(press("ArrowDown", { shiftKey: true })).toEqual({
      kind: "move",
      to: 12,
      how: "extend",
    });
    expect(press("Home", { ctrlKey: true })).toEqual({
      kind: "move",
      to: 0,
      how: "focus",
    });
  });

  it("leaves the browser its own keys", () => {
    expect(press("a", { metaKey: true })).toEqual({ kind: "all" });
    expect(press("a")).toBeNull();
    expect(press("c", { ctrlKey: true })).toBeNull();
    expect(press("ArrowLeft", { altKey: true })).toBeNull();
  });
});
