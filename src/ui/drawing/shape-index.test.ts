import { describe, expect, it } from "vitest";
import { seededRandom } from "#core/random.ts";
import type { Shape } from "#core/shape.ts";
import type { DrawnShape } from "./drawn-shape.ts";
import { ShapeIndex } from "./shape-index.ts";

const drawn = (shape: Shape, key: number, isHidden = false): DrawnShape => ({
  key,
  shape,
  color: "#000000",
  name: "",
  isLocked: false,
  isProposed: false,
  isHidden,
});
const box = (x: number, y: number, side: number): Shape => ({
  kind: "bndbox",
  xMin: x,
  yMin: y,
  xMax: x + side,
  yMax: y + side,
});

describe("finding shapes by place", () => {
  it("prefers the smallest, then the topmost; a line or point over the area below", () => {
    const index = new ShapeIndex([
      drawn(box(0, 0, 100), 0),
      drawn(box(20, 20, 20), 1),
      drawn(box(20, 20, 20), 2),
      drawn({ kind: "point", point: { x: 70, y: 70 } }, 3),
    ]);
    expect(index.hit({ x: 30, y: 30 }, 4)?.key).toBe(2);
    expect(index.hit({ x: 60, y: 30 }, 4)?.key).toBe(0);
    expect(index.hit({ x: 71, y: 70 }, 4)?.key).toBe(3);
    expect(index.hit({ x: 103, y: 50 }, 4)?.key).toBe(0);
    expect(index.hit({ x: 105, y: 50 }, 4)).toBeNull();
  });

  it("takes the box under the pointer among boxes as small as the pointer's reach", () => {
    const row = Array.from({ length: 9 }, (_, i) => drawn(box(i * 4, 0, 3), i));
    const index = new ShapeIndex(row);
    expect(index.hit({ x: 17.5, y: 1.5 }, 4)?.key).toBe(4);
    expect(index.hit({ x: 15.2, y: 1.5 }, 4)?.key).toBe(3);
    // A box half the size beside the pointer does not win, one a tenth of it does.
    const beside = (side: number) =>
      new ShapeIndex([drawn(box(0, 0, 30), 0), drawn(box(31, 0, side), 1)]);
    expect(beside(20).hit({ x: 29.5, y: 9 }, 4)?.key).toBe(0);
    expect(beside(9).hit({ x: 29.5, y: 8 }, 4)?.key).toBe(1);
  });

  it("leaves areas out where only outlines are meant", () => {
    const index = new ShapeIndex([drawn(box(0, 0, 100), 0)]);
    expect(index.hit({ x: 50, y: 50 }, 4, "outline")).toBeNull();
    expect(index.hit({ x: 50, y: 98 }, 4, "outline")?.key).toBe(0);
  });

  it("knows neither hidden shapes nor any in an empty list", () => {
    expect(
      new ShapeIndex([drawn(box(0, 0, 9), 0, true)]).hit({ x: 5, y: 5 }, 4),
    ).toBeNull();
    expect(
      new ShapeIndex([]).within({ xMin: 0, yMin: 0, xMax: 9, yMax: 9 }),
    ).toEqual([]);
  });

  it("finds the same among 10,000 as a look at every one", () => {
    const random = seededRandom(4);
    const shapes = Array.from({ length: 10_000 }, (_, key) =>
      drawn(box(random() * 4000, random() * 3000, 5 + random() * 60), key),
    );
    const index = new ShapeIndex(shapes);
    const view = { xMin: 900, yMin: 700, xMax: 1300, yMax: 1000 };
    const expected = shapes.filter(
      ({ shape }) =>
        shape.kind === "bndbox" &&
        shape.xMin <= view.xMax &&
        shape.xMax >= view.xMin &&
        shape.yMin <= view.yMax &&
        shape.yMax >= view.yMin,
    );
    expect(index.within(view)).toEqual(expected);
  });
});
