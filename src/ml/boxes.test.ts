import { expect, it } from "vitest";
import type { FoundObject, PixelBox } from "#core/detection.ts";
import { clipBox, suppressOverlaps } from "./boxes.ts";

const found = (label: number, score: number, box: PixelBox): FoundObject => ({
  label,
  score,
  box,
});

it("of overlapping objects of one label the best is kept, best first", () => {
  const objects = [
    found(0, 0.5, [0, 0, 10, 10]),
    found(0, 0.9, [1, 0, 11, 10]),
    found(0, 0.7, [20, 0, 30, 10]),
    found(1, 0.6, [1, 0, 11, 10]),
  ];
  const scores = (most: number): number[] =>
    suppressOverlaps(objects, 0.5, most).map(({ score }) => score);
  expect(scores(100)).toEqual([0.9, 0.7, 0.6]);
  expect(scores(2)).toEqual([0.9, 0.7]);
  // IoU of the first two is 90 / 110.
  expect(suppressOverlaps(objects, 0.85, 100)).toHaveLength(4);
});

it("boxes are cut to the picture", () => {
  expect(clipBox([-5, 2, 30, 40], 20, 10)).toEqual([0, 2, 20, 10]);
});
