import { beforeEach, describe, expect, it } from "vitest";
import { SurfaceDriver } from "./testing/surface-driver.ts";
import { toPicture } from "./viewport.ts";

const [first, second] = [{ id: 10 }, { id: 11 }];

let hand: SurfaceDriver;
beforeEach(() => {
  hand = new SurfaceDriver("bndbox");
});

describe("two fingers", () => {
  it("zoom and carry the picture, with what lies between them staying there", () => {
    const before = toPicture(hand.view, { x: 150, y: 150 });
    hand
      .pointer("down", "touch", [100, 150], first)
      .pointer("down", "touch", [200, 150], second)
      .pointer("move", "touch", [70, 150], first)
      .pointer("move", "touch", [270, 150], second);
    expect(hand.view.scale).toBeCloseTo(2, 5);
    const after = toPicture(hand.view, { x: 170, y: 150 });
    expect(after.x).toBeCloseTo(before.x, 5);
    expect(after.y).toBeCloseTo(before.y, 5);
    hand
      .pointer("up", "touch", [70, 150], first)
      .pointer("up", "touch", [270, 150], second);
    expect(hand.drawn).toEqual([]);
    expect(hand.state).toMatchObject({
      presses: [],
      draft: null,
      gesture: { kind: "none" },
    });
  });

  const pinch = (hand: SurfaceDriver) =>
    hand
      .pointer("down", "touch", [100, 150], first)
      .pointer("down", "touch", [200, 150], second)
      .pointer("move", "touch", [150, 150], first)
      .pointer("move", "touch", [250, 150], second)
      .pointer("move", "touch", [350, 150], second);

  it("set the size of the brush where that is wanted, and zoom where not", () => {
    hand.tool = "brush";
    hand.pinchSizesBrush = true;
    pinch(hand);
    const factors = hand.effects.map((effect) =>
      effect.kind === "size_brush" ? effect.factor : NaN,
    );
    // From 100 apart to 200, in steps.
    expect(factors.reduce((all, factor) => all * factor)).toBeCloseTo(2, 10);
    expect(hand.view.scale).toBe(1);
    expect(hand.state.draft).toBeNull();
    const wheel = { kind: "wheel", x: 100, y: 100, dy: -10 } as const;
    hand.tell({ ...wheel, isPinch: true });
    expect(hand.view.scale).toBe(1);
    hand.tell({ ...wheel, isPinch: false });
    expect(hand.view.scale).toBeGreaterThan(1);

    hand = new SurfaceDriver("brush");
    pinch(hand);
    expect(hand.view.scale).toBeCloseTo(2, 5);
    expect(hand.effects).toEqual([]);
  });

  it("take back a drawing that only just began", () => {
    hand
      .pointer("down", "touch", [100, 150], first)
      .pointer("move", "touch", [115, 150], first)
      .pointer("down", "touch", [200, 150], second)
      .pointer("move", "touch", [300, 150], second);
    expect(hand.view.scale).toBeGreaterThan(1.5);
    hand
      .pointer("up", "touch", [115, 150], first)
      .pointer("up", "touch", [300, 150], second);
    expect(hand.drawn).toEqual([]);
  });

  it("that come together zoom, however fast the first one moves", () => {
    hand
      .pointer("down", "touch", [100, 150], first)
      .pointer("move", "touch", [40, 150], first)
      .pointer("down", "touch", [200, 150], second)
      .pointer("move", "touch", [360, 150], second);
    expect(hand.view.scale).toBeCloseTo(2, 5);
    expect(hand.state.draft).toBeNull();
  });

  it("leave a drawing alone that is well under way", () => {
    hand.pointer("down", "touch", [100, 150], first).wait(500);
    hand.pointer("move", "touch", [180, 200], first);
    hand.pointer("down", "touch", [250, 150], second);
    hand.pointer("move", "touch", [300, 150], second);
    hand.pointer("up", "touch", [300, 150], second);
    hand.pointer("up", "touch", [180, 200], first);
    expect(hand.view.scale).toBe(1);
    expect(hand.drawn).toHaveLength(1);
  });

  it("keep the points of a polygon that were placed before", () => {
    hand.tool = "polygon";
    hand.tap("touch", [50, 50]).wait(400).tap("touch", [150, 50]).wait(400);
    hand
      .pointer("down", "touch", [100, 150], first)
      .pointer("down", "touch", [200, 150], second)
      .pointer("move", "touch", [260, 150], second)
      .pointer("up", "touch", [260, 150], second)
      .pointer("up", "touch", [100, 150], first);
    expect(hand.state.draft?.points).toEqual([
      { x: 50, y: 50 },
      { x: 150, y: 50 },
    ]);
  });

  it("the finger that stays draws nothing until it is lifted", () => {
    hand
      .pointer("down", "touch", [100, 150], first)
      .pointer("down", "touch", [200, 150], second)
      .pointer("up", "touch", [200, 150], second)
      .pointer("move", "touch", [50, 50], first)
      .pointer("up", "touch", [50, 50], first);
    expect(hand.drawn).toEqual([]);
    hand.drag("touch", [
      [50, 50],
      [90, 90],
      [120, 120],
    ]);
    expect(hand.drawn).toHaveLength(1);
  });
});

describe("a palm", () => {
  it("counts for nothing while the pen is down, even with two fingers", () => {
    hand
      .pointer("down", "pen", [50, 50])
      .pointer("down", "touch", [300, 200], first)
      .pointer("down", "touch", [350, 250], second)
      .pointer("move", "touch", [390, 290], second)
      .pointer("move", "pen", [120, 110])
      .pointer("up", "pen", [120, 110]);
    expect(hand.view.scale).toBe(1);
    expect(hand.drawn).toEqual([
      { kind: "bndbox", xMin: 50, yMin: 50, xMax: 120, yMax: 110 },
    ]);
  });

  it("counts for nothing while the pen rests on one spot, however long", () => {
    hand.pointer("down", "pen", [50, 50]).wait(5000);
    hand
      .pointer("down", "touch", [300, 200], first)
      .pointer("down", "touch", [350, 250], second)
      .pointer("move", "touch", [390, 290], second)
      .pointer("up", "touch", [390, 290], second);
    expect(hand.view.scale).toBe(1);
    hand.pointer("move", "pen", [120, 110]).pointer("up", "pen", [120, 110]);
    expect(hand.drawn).toHaveLength(1);
  });

  it("that came first gives way to the pen", () => {
    hand
      .pointer("down", "touch", [300, 200], first)
      .pointer("move", "touch", [320, 220], first)
      .pointer("down", "pen", [50, 50])
      .pointer("move", "touch", [340, 240], first)
      .pointer("move", "pen", [120, 110])
      .pointer("up", "pen", [120, 110])
      .pointer("up", "touch", [340, 240], first);
    expect(hand.drawn).toEqual([
      { kind: "bndbox", xMin: 50, yMin: 50, xMax: 120, yMax: 110 },
    ]);
  });

  it("draws nothing for a second after a pen hovered, then fingers do again", () => {
    hand.pointer("move", "pen", [50, 50]).wait(500);
    hand.drag("touch", [
      [100, 100],
      [150, 150],
      [200, 200],
    ]);
    expect(hand.drawn).toEqual([]);
    hand.wait(1100).drag("touch", [
      [100, 100],
      [150, 150],
      [200, 200],
    ]);
    expect(hand.drawn).toHaveLength(1);
  });

  it("near a pen that is up, two fingers still zoom", () => {
    hand.pointer("move", "pen", [50, 50]).wait(200);
    hand
      .pointer("down", "touch", [100, 150], first)
      .pointer("down", "touch", [200, 150], second)
      .pointer("move", "touch", [300, 150], second);
    expect(hand.view.scale).toBeCloseTo(2, 5);
  });
});

describe("panning and zooming", () => {
  it("by the middle button or Space, with any tool", () => {
    hand.view = { scale: 2, x: 0, y: 0 };
    hand.drag(
      "mouse",
      [
        [200, 150],
        [190, 140],
      ],
      { button: 1 },
    );
    hand.drag(
      "mouse",
      [
        [200, 150],
        [190, 140],
      ],
      { space: true },
    );
    expect(hand.view).toEqual({ scale: 2, x: -20, y: -20 });
    expect(hand.drawn).toEqual([]);
  });

  it("by the wheel, about the pointer", () => {
    hand.tell({ kind: "wheel", x: 100, y: 80, dy: -300, isPinch: false });
    expect(hand.view.scale).toBeGreaterThan(1.4);
    const under = toPicture(hand.view, { x: 100, y: 80 });
    expect(under.x).toBeCloseTo(100, 5);
    expect(under.y).toBeCloseTo(80, 5);
  });
});
