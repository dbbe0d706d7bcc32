import { beforeEach, describe, expect, it } from "vitest";
import { SurfaceDriver } from "./testing/surface-driver.ts";
import { box } from "../../../tests/support/plain-shapes.ts";

let hand: SurfaceDriver;
beforeEach(() => {
  hand = new SurfaceDriver("select");
  hand.add(box(50, 50, 250, 200)); // 0
  hand.add(box(100, 100, 150, 150)); // 1, inside 0
});

describe("the select tool", () => {
  it("takes the smallest shape under the pointer, and nothing on empty ground", () => {
    hand.tap("mouse", [120, 120]).wait(400);
    expect(hand.selected).toEqual([1]);
    hand.tap("mouse", [200, 180]).wait(400);
    expect(hand.selected).toEqual([0]);
    hand.tap("mouse", [350, 250]);
    expect(hand.selected).toEqual([]);
  });

  it("adds and removes with Shift or Ctrl", () => {
    hand.tap("mouse", [120, 120]).wait(400);
    hand.tap("mouse", [200, 180], { shift: true }).wait(400);
    expect(hand.selected).toEqual([1, 0]);
    hand.tap("mouse", [120, 120], { mod: true });
    expect(hand.selected).toEqual([0]);
  });

  it("selects what a rectangle touches, with Shift", () => {
    hand.add(box(300, 250, 310, 260));
    hand.drag(
      "mouse",
      [
        [20, 20],
        [60, 60],
        [110, 110],
      ],
      { shift: true },
    );
    expect(hand.selected).toEqual([0, 1]);
  });

  it("a finger reaches 22 pixels, a mouse 8", () => {
    hand.tap("mouse", [262, 120]).wait(400);
    expect(hand.selected).toEqual([]);
    hand.tap("mouse", [256, 120]).wait(400);
    expect(hand.selected).toEqual([0]);
    hand.tap("touch", [330, 270]).wait(400);
    hand.tap("touch", [268, 120]);
    expect(hand.selected).toEqual([0]);
  });

  it("moves only what was selected before; other drags pan", () => {
    hand.view = { scale: 2, x: 0, y: 0 };
    hand.drag("mouse", [
      [240, 240],
      [230, 230],
      [220, 220],
    ]);
    expect(hand.shape(1)).toEqual(box(100, 100, 150, 150));
    expect(hand.view).toEqual({ scale: 2, x: -20, y: -20 });
  });

  it("a double tap zooms", () => {
    hand.tap("touch", [300, 250]).tap("touch", [302, 251]);
    expect(hand.effects.at(-1)).toMatchObject({ kind: "toggle_zoom" });
  });
});

describe("with a drawing tool", () => {
  it("a tap on a shape selects it, a drag over it draws", () => {
    hand.tool = "bndbox";
    hand.tap("mouse", [200, 180]);
    expect(hand.selected).toEqual([0]);
    expect(hand.state.draft).toBeNull();
    hand.selected = [];
    hand.drag("mouse", [
      [160, 160],
      [170, 170],
      [180, 190],
    ]);
    expect(hand.drawn).toEqual([box(160, 160, 180, 190)]);
  });

  it("where points are placed by taps, only the outline selects", () => {
    hand.tool = "polygon";
    hand.tap("mouse", [200, 180]);
    expect(hand.state.draft?.points).toEqual([{ x: 200, y: 180 }]);
    hand.tell({ kind: "escape" }).wait(400);
    hand.tap("mouse", [250, 180]);
    expect(hand.selected).toEqual([0]);
    expect(hand.state.draft).toBeNull();
  });

  it("Ctrl, or the switch for it, draws even on what is selected", () => {
    hand.tool = "bndbox";
    hand.selected = [0];
    hand.drag(
      "mouse",
      [
        [160, 160],
        [180, 190],
      ],
      { mod: true },
    );
    expect(hand.drawn).toEqual([box(160, 160, 180, 190)]);
    hand.drawsOnTop = true;
    hand.drag("touch", [
      [170, 160],
      [190, 190],
    ]);
    expect(hand.drawn).toHaveLength(2);
    hand.selected = [];
    hand.tap("touch", [160, 170]).wait(400).tap("touch", [180, 190]);
    expect(hand.drawn[2]).toEqual(box(160, 170, 180, 190));
    expect(hand.shape(0)).toEqual(box(50, 50, 250, 200));
  });
});

describe("the context menu", () => {
  it("opens by the second button, on what is under it, which is selected", () => {
    hand.pointer("down", "mouse", [120, 120], { button: 2 });
    expect(hand.selected).toEqual([1]);
    expect(hand.effects.at(-1)).toEqual({
      kind: "context",
      key: 1,
      at: { x: 120, y: 120 },
    });
  });

  it("opens by a long press of a finger that stays, and then nothing is drawn", () => {
    hand.tool = "polygon";
    hand.pointer("down", "touch", [120, 120]);
    hand.tell({ kind: "long_press", id: 10 });
    hand.pointer("up", "touch", [120, 120]);
    expect(hand.effects.map((effect) => effect.kind)).toEqual([
      "select",
      "context",
    ]);
    expect(hand.state.draft).toBeNull();
  });

  it("does not open once the finger has moved", () => {
    hand.tool = "bndbox";
    hand
      .pointer("down", "touch", [300, 220])
      .pointer("move", "touch", [320, 240]);
    hand.tell({ kind: "long_press", id: 10 });
    hand.pointer("up", "touch", [340, 260]);
    expect(hand.drawn).toHaveLength(1);
    expect(hand.effects.map((effect) => effect.kind)).toEqual(["draw"]);
  });
});

it("adds with every tap where several are selected, and keeps them on the ground", () => {
  hand.selectsSeveral = true;
  hand.tap("touch", [120, 120]).wait(1000).tap("touch", [200, 180]);
  expect(hand.selected).toEqual([1, 0]);
  hand.wait(1000).tap("touch", [350, 250]);
  expect(hand.selected).toEqual([1, 0]);
  hand.wait(1000).tap("touch", [120, 120]);
  expect(hand.selected).toEqual([0]);
});
