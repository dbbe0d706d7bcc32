import { describe, expect, it } from "vitest";
import { SurfaceDriver } from "./testing/surface-driver.ts";

const p = (x: number, y: number) => ({ x, y });

describe("drawing", () => {
  it("stays in the picture", () => {
    const hand = new SurfaceDriver("bndbox").drag("mouse", [
      [300, 200],
      [500, 400],
      [900, 900],
    ]);
    expect(hand.drawn).toEqual([
      { kind: "bndbox", xMin: 300, yMin: 200, xMax: 400, yMax: 300 },
    ]);
    hand.drag("pen", [
      [-50, -20],
      [30, 20],
    ]);
    expect(hand.drawn[1]).toEqual({
      kind: "bndbox",
      xMin: 0,
      yMin: 0,
      xMax: 30,
      yMax: 20,
    });
  });

  it("gives picture pixels whatever the zoom", () => {
    const hand = new SurfaceDriver("bndbox");
    hand.view = { scale: 4, x: -100, y: -40 };
    hand.drag("mouse", [
      [100, 40],
      [200, 80],
      [300, 120],
    ]);
    expect(hand.drawn).toEqual([
      { kind: "bndbox", xMin: 50, yMin: 20, xMax: 100, yMax: 40 },
    ]);
  });

  it("with Shift gives squares, and lines at multiples of 45 degrees", () => {
    const hand = new SurfaceDriver("bndbox").drag(
      "mouse",
      [
        [50, 50],
        [90, 70],
      ],
      { shift: true },
    );
    expect(hand.drawn[0]).toEqual({
      kind: "bndbox",
      xMin: 50,
      yMin: 50,
      xMax: 70,
      yMax: 70,
    });
    hand.tool = "line";
    hand.drag(
      "mouse",
      [
        [200, 100],
        [300, 104],
      ],
      { shift: true },
    );
    expect(hand.drawn[1]).toEqual({
      kind: "line",
      from: p(200, 100),
      to: p(300, 100),
      isDashed: false,
    });
    hand.drag(
      "mouse",
      [
        [200, 100],
        [250, 154],
      ],
      { shift: true },
    );
    expect(hand.drawn[2]).toMatchObject({ to: p(252, 152) });
  });

  it("keeps nothing of a slip of the hand", () => {
    const hand = new SurfaceDriver("bndbox").drag("mouse", [
      [50, 50],
      [50, 90],
    ]);
    hand.tool = "circle";
    hand.tap("mouse", [200, 200]).tap("mouse", [200, 200]);
    expect(hand.drawn).toEqual([]);
    expect(hand.state.draft).toBeNull();
  });

  it("goes back a point at a time, and to nothing by Escape", () => {
    const hand = new SurfaceDriver("polygon");
    for (const at of [
      [50, 50],
      [150, 50],
      [100, 150],
    ] as const)
      hand.tap("mouse", at).wait(400);
    hand.tell({ kind: "undo_point" });
    expect(hand.state.draft?.points).toEqual([p(50, 50), p(150, 50)]);
    hand.tell({ kind: "escape" });
    expect(hand.state.draft).toBeNull();
    hand.tell({ kind: "finish" });
    expect(hand.drawn).toEqual([]);
  });

  it("Escape in the middle of a drag draws nothing, and the rest of the drag neither", () => {
    const hand = new SurfaceDriver("bndbox")
      .pointer("down", "mouse", [50, 50])
      .pointer("move", "mouse", [90, 90])
      .tell({ kind: "escape" })
      .pointer("move", "mouse", [120, 120])
      .pointer("up", "mouse", [120, 120]);
    expect(hand.drawn).toEqual([]);
    hand.drag("mouse", [
      [50, 50],
      [90, 90],
    ]);
    expect(hand.drawn).toHaveLength(1);
  });

  it("a pointer the browser takes away leaves no shape", () => {
    const hand = new SurfaceDriver("bndbox")
      .pointer("down", "touch", [50, 50])
      .pointer("move", "touch", [90, 90])
      .pointer("cancel", "touch", [90, 90]);
    expect(hand.drawn).toEqual([]);
    expect(hand.state).toMatchObject({
      presses: [],
      draft: null,
      gesture: { kind: "none" },
    });
  });

  it("the mouse shows where the second corner would be, without a button", () => {
    const hand = new SurfaceDriver("bndbox")
      .tap("mouse", [50, 50])
      .pointer("move", "mouse", [120, 90]);
    expect(hand.state.draft).toMatchObject({
      points: [p(50, 50)],
      cursor: p(120, 90),
    });
  });

  it("four outermost places may lie close together, and are pressed as fast as one likes", () => {
    const hand = new SurfaceDriver("extreme");
    for (const at of [
      [50, 50],
      [70, 60],
      [60, 70],
      [52, 52],
    ] as const)
      hand.tap("mouse", at);
    expect(hand.effects).toEqual([
      {
        kind: "stroke",
        tool: "extreme",
        points: [p(50, 50), p(70, 60), p(60, 70), p(52, 52)],
      },
    ]);
    expect(hand.state.draft).toBeNull();
  });

  it("draws points to borders nearby, but leaves strokes where the hand was", () => {
    const path = (tool: "redraw" | "brush" | "eraser") => {
      const hand = new SurfaceDriver(tool);
      hand.isSnapping = true;
      hand.add({ kind: "bndbox", xMin: 100, yMin: 0, xMax: 200, yMax: 200 });
      hand.drag("mouse", [
        [97, 50],
        [97, 80],
        [97, 90],
      ]);
      const [stroke] = hand.effects;
      return stroke?.kind === "stroke" ? stroke.points.map(({ x }) => x) : [];
    };
    expect(new Set(path("redraw"))).toEqual(new Set([100]));
    expect(new Set(path("brush"))).toEqual(new Set([97]));
    expect(new Set(path("eraser"))).toEqual(new Set([97]));
  });
});
