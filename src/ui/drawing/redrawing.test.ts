import { describe, expect, it } from "vitest";
import type { Point } from "#core/geometry.ts";
import type { DrawnShape } from "./drawn-shape.ts";
import { redrawnShapes } from "./editing-steps.ts";

const square = (key: number, x: number, isLocked = false): DrawnShape => ({
  key,
  shape: {
    kind: "polygon",
    points: [
      { x, y: 0 },
      { x: x + 50, y: 0 },
      { x: x + 50, y: 50 },
      { x, y: 50 },
    ],
  },
  color: "#000000",
  name: "",
  isLocked,
  isHidden: false,
  isProposed: false,
});
const path: Point[] = [
  { x: 110, y: 52 },
  { x: 125, y: 70 },
  { x: 140, y: 52 },
];

describe("a part of a border drawn anew", () => {
  it("changes the one selected shape where the path begins", () => {
    const [change, another] = redrawnShapes(
      [square(0, 0), square(1, 100), square(2, 200)],
      path,
    );
    expect(another).toBeUndefined();
    expect(change?.key).toBe(1);
    expect(change?.shape).toMatchObject({
      points: expect.arrayContaining([{ x: 125, y: 70 }]) as unknown,
    });
  });

  it("leaves locked shapes, and the rest when the path means nothing", () => {
    expect(redrawnShapes([square(1, 100, true)], path)).toEqual([]);
    expect(redrawnShapes([square(1, 100)], path.slice(0, 1))).toEqual([]);
  });
});
