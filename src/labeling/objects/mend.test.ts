import { expect, test } from "vitest";
import type { LabelId } from "#core/ids.ts";
import type { Shape } from "#core/shape.ts";
import { drawn } from "./edits.ts";
import { mendObjects, shareOutside } from "./mend.ts";

const size = { width: 100, height: 50 };
const box = (xMin: number, yMin: number, xMax: number, yMax: number) =>
  drawn<Shape>("cat" as LabelId, { kind: "bndbox", xMin, yMin, xMax, yMax });

test("how much of a box is outside", () => {
  const share = (x: number, y: number) =>
    shareOutside({ xMin: x, yMin: y, xMax: x + 10, yMax: y + 10 }, size);
  expect(share(0, 0)).toBe(0);
  expect(share(95, 10)).toBeCloseTo(0.5, 9);
  expect(share(-5, -5)).toBeCloseTo(0.75, 9);
  expect(share(200, 0)).toBe(1);
});

test("what reaches out is cut, what is hardly in is left out, and so is a line", () => {
  const inside = box(10, 10, 20, 20);
  const mended = mendObjects(
    [
      inside,
      box(90, 10, 104, 20),
      box(-20, 10, 10, 20),
      box(30, 10, 31, 20),
      drawn("cat" as LabelId, { kind: "point", point: { x: 120, y: 5 } }),
      drawn("cat" as LabelId, { kind: "point", point: { x: 99, y: 5 } }),
    ],
    size,
  );
  expect(mended.map(({ shape }) => shape)).toEqual([
    inside.shape,
    { kind: "bndbox", xMin: 90, yMin: 10, xMax: 100, yMax: 20 },
    { kind: "point", point: { x: 99, y: 5 } },
  ]);
  expect(mended[0]).toBe(inside);
});
