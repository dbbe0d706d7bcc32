import { expect, test } from "vitest";
import { cornersOf, sideAround } from "./picture-corners.ts";

/** Red is the column, green the row. */
function coordinates(side: number): Uint8ClampedArray {
  return Uint8ClampedArray.from({ length: side * side * 4 }, (_, i) => {
    const [pixel, channel] = [Math.floor(i / 4), i % 4];
    return [pixel % side, Math.floor(pixel / side), 0, 255][channel] ?? 0;
  });
}

test("the corners cover the picture, two of them mirrored", () => {
  const side = sideAround(16);
  expect(side).toBe(20);
  const corners = cornersOf({ side, rgba: coordinates(side) });
  const ends = corners.map(({ side: own, rgba }) => {
    expect(own).toBe(16);
    const last = rgba.length - 4;
    return [rgba[0], rgba[1], rgba[last], rgba[last + 1]];
  });
  expect(ends).toEqual([
    [0, 0, 15, 15],
    [19, 0, 4, 15],
    [15, 4, 0, 19],
    [4, 4, 19, 19],
  ]);
});
