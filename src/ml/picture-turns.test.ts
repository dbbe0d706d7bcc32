import { expect, test } from "vitest";
import { joinTurns, turnsOf } from "./picture-turns.ts";

const [a, b, c, d] = [1, 2, 3, 4].map((n) => [n, n, n, 255]) as [
  number[],
  number[],
  number[],
  number[],
];
const square = (...pixels: number[][]) => ({
  side: 2,
  rgba: Uint8ClampedArray.from(pixels.flat()),
});

test("a quarter, a half and three quarters clockwise", () => {
  expect(turnsOf(square(a, b, c, d))).toEqual([
    square(c, a, d, b),
    square(d, c, b, a),
    square(b, d, a, c),
  ]);
});

test("turned views weigh as much as upright ones", () => {
  const upright = Float32Array.of(6, 0);
  joinTurns(upright, Float32Array.of(0, 3));
  expect([...upright]).toEqual([3, 1.5]);
});
