import { expect, test } from "vitest";
import { BRUSHES, scaledBrush, steppedBrush } from "./brush-size.ts";

test("keys lead from the smallest brush to the largest and back, each to another size", () => {
  for (const [from, to, step] of [
    [BRUSHES.min, BRUSHES.max, 1],
    [BRUSHES.max, BRUSHES.min, -1],
  ] as const) {
    let size: number = from;
    for (let i = 0; i < 60 && size !== to; i += 1) {
      const next = steppedBrush(size, step);
      expect(Math.sign(next - size)).toBe(step);
      size = next;
    }
    expect(size).toBe(to);
    expect(steppedBrush(size, step)).toBe(to);
  }
});

test("many small moves of fingers add up, within the sizes there are", () => {
  let size = 24;
  for (let i = 0; i < 100; i += 1) size = scaledBrush(size, 1.01);
  expect(size).toBeCloseTo(24 * 1.01 ** 100, 6);
  expect(scaledBrush(400, 2)).toBe(BRUSHES.max);
  expect(scaledBrush(2, 0.1)).toBe(BRUSHES.min);
});
