import { expect, it } from "vitest";
import { boxOverlap, likeness } from "./box-overlap.ts";

it("boxes overlap by what they share of all they cover", () => {
  expect(boxOverlap([0, 0, 10, 10], [5, 0, 15, 10])).toBeCloseTo(1 / 3, 12);
  expect(boxOverlap([0, 0, 10, 10], [10, 0, 20, 10])).toBe(0);
  expect(boxOverlap([3, 3, 3, 3], [3, 3, 3, 3])).toBe(0);
});

it("of a crowd any part counts, of one object its whole", () => {
  const one = { label: 0, box: [0, 0, 100, 100], isIgnored: true } as const;
  expect(likeness([10, 10, 20, 20], one)).toBeCloseTo(0.01, 12);
  const crowd = { ...one, isCrowd: true };
  expect(likeness([10, 10, 20, 20], crowd)).toBe(1);
  expect(likeness([90, 0, 110, 100], crowd)).toBe(0.5);
});
