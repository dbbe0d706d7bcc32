import { beforeEach, describe, expect, it } from "vitest";
import type { Shape } from "#core/shape.ts";
import { SurfaceDriver } from "./testing/surface-driver.ts";
import { box } from "../../../tests/support/plain-shapes.ts";

const p = (x: number, y: number) => ({ x, y });
const triangle: Shape = {
  kind: "polygon",
  points: [p(50, 50), p(250, 50), p(150, 200)],
};

let hand: SurfaceDriver;
function given(shape: Shape): void {
  hand.selected = [hand.add(shape)];
}
beforeEach(() => {
  hand = new SurfaceDriver("select");
});

describe("a selected box", () => {
  beforeEach(() => given(box(100, 100, 200, 180)));

  it("moves by its body in one step, as far as the picture goes", () => {
    hand.drag("mouse", [
      [150, 140],
      [170, 150],
      [190, 160],
    ]);
    expect(hand.shape(0)).toEqual(box(140, 120, 240, 200));
    hand.drag("mouse", [
      [150, 160],
      [600, 600],
    ]);
    expect(hand.shape(0)).toEqual(box(300, 220, 400, 300));
    expect(hand.effects.map((effect) => effect.kind)).toEqual([
      "reshape",
      "reshape",
    ]);
  });

  it("is resized by corner and side, past the other side too", () => {
    hand.drag("mouse", [
      [203, 183],
      [220, 200],
      [253, 233],
    ]);
    expect(hand.shape(0)).toEqual(box(100, 100, 250, 230));
    hand.drag("touch", [
      [100, 165],
      [60, 165],
    ]);
    expect(hand.shape(0)).toEqual(box(60, 100, 250, 230));
    hand.drag("mouse", [
      [250, 165],
      [300, 165],
      [30, 165],
    ]);
    expect(hand.shape(0)).toEqual(box(30, 100, 60, 230));
  });

  it("is edited while a drawing tool is on, too", () => {
    hand.tool = "bndbox";
    hand.drag("mouse", [
      [150, 140],
      [160, 150],
    ]);
    expect(hand.shape(0)).toEqual(box(110, 110, 210, 190));
    expect(hand.drawn).toEqual([]);
  });

  it("takes its old form by Escape", () => {
    hand
      .pointer("down", "mouse", [150, 140])
      .pointer("move", "mouse", [250, 240])
      .tell({ kind: "escape" })
      .pointer("up", "mouse", [250, 240]);
    expect(hand.shape(0)).toEqual(box(100, 100, 200, 180));
    expect(hand.effects).toEqual([]);
  });

  it("that is locked stays", () => {
    hand.shapes = hand.shapes.map((one) => ({ ...one, isLocked: true }));
    hand.drag("mouse", [
      [150, 140],
      [190, 160],
    ]);
    hand.drag("mouse", [
      [200, 180],
      [250, 230],
    ]);
    expect(hand.effects.filter((effect) => effect.kind === "reshape")).toEqual(
      [],
    );
  });
});

describe("several selected shapes", () => {
  it("move together and keep their distance at the picture's edge", () => {
    hand.add(box(10, 10, 60, 60));
    hand.add(box(300, 200, 390, 290));
    hand.selected = [0, 1];
    hand.drag("mouse", [
      [30, 30],
      [200, 20],
    ]);
    expect([hand.shape(0), hand.shape(1)]).toEqual([
      box(20, 0, 70, 50),
      box(310, 190, 400, 280),
    ]);
    expect(hand.effects).toHaveLength(1);
  });
});

describe("a selected polygon", () => {
  beforeEach(() => given(triangle));
  const points = () => {
    const shape = hand.shape(0);
    return shape?.kind === "polygon" ? shape.points : [];
  };

  it("has points that move", () => {
    hand.drag("mouse", [
      [250, 50],
      [260, 55],
      [270, 60],
    ]);
    expect(points()).toEqual([p(50, 50), p(270, 60), p(150, 200)]);
  });

  it("gets a point where a middle is tapped or dragged", () => {
    hand.tap("touch", [150, 50]);
    expect(points()).toEqual([p(50, 50), p(150, 50), p(250, 50), p(150, 200)]);
    hand.drag("pen", [
      [200, 125],
      [220, 140],
    ]);
    expect(points()).toEqual([
      p(50, 50),
      p(150, 50),
      p(250, 50),
      p(220, 140),
      p(150, 200),
    ]);
  });

  it("loses the point touched last, but stays a polygon", () => {
    hand.tap("touch", [150, 50]).tell({ kind: "delete_vertex" });
    expect(points()).toEqual(
      triangle.kind === "polygon" ? triangle.points : [],
    );
    hand.wait(400).tap("mouse", [50, 50]).tell({ kind: "delete_vertex" });
    expect(points()).toHaveLength(3);
  });

  it.each(["mouse", "touch", "pen"] as const)(
    "has a point picked by a first tap of the %s, and taken away by a second",
    (kind) => {
      hand.tap(kind, [150, 50]);
      hand.wait(400).tap(kind, [250, 50]);
      expect(points()).toHaveLength(4);
      hand.wait(400).tap(kind, [250, 50]);
      expect(points()).toEqual([p(50, 50), p(150, 50), p(150, 200)]);
    },
  );
});

it("a circle's rim and a line's end can be taken", () => {
  given({ kind: "circle", center: p(200, 150), radius: 50 });
  hand.drag("mouse", [
    [250, 150],
    [260, 150],
    [280, 150],
  ]);
  expect(hand.shape(0)).toEqual({
    kind: "circle",
    center: p(200, 150),
    radius: 80,
  });
  given({ kind: "line", from: p(20, 20), to: p(100, 20), isDashed: true });
  hand.drag("mouse", [
    [100, 20],
    [100, 40],
    [100, 90],
  ]);
  expect(hand.shape(1)).toEqual({
    kind: "line",
    from: p(20, 20),
    to: p(100, 90),
    isDashed: true,
  });
});

it("a small box under a finger can still be moved by its middle", () => {
  given(box(100, 100, 130, 130));
  hand.drag("touch", [
    [115, 115],
    [130, 115],
    [165, 115],
  ]);
  expect(hand.shape(0)).toEqual(box(150, 100, 180, 130));
});
