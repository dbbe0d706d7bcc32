import { describe, expect, it } from "vitest";
import { seededRandom } from "#core/random.ts";
import { PicturePyramid } from "./picture-window.ts";

/** Red rises to the right, green downwards: 10 for each pixel. */
function slope(width: number, height: number): PicturePyramid {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      rgba.set([10 * x, 10 * y, 0, 255], (y * width + x) * 4);
  return new PicturePyramid({ width, height, pixels: { width, height, rgba } });
}

const whole = { left: 0, top: 0, scale: 1, isMirrored: false };
const red = (values: Float32Array): number[] =>
  Array.from({ length: values.length / 3 }, (_, i) =>
    Math.round((values[3 * i] ?? 0) * 255),
  );

describe("a window", () => {
  it("at full size shows the pixels themselves", () => {
    expect(red(slope(4, 2).cut(whole, 4, 2))).toEqual([
      0, 10, 20, 30, 0, 10, 20, 30,
    ]);
  });

  it("may be moved and mirrored", () => {
    const moved = { ...whole, left: 1 };
    expect(red(slope(4, 2).cut(moved, 3, 1))).toEqual([10, 20, 30]);
    const mirrored = { ...moved, isMirrored: true };
    expect(red(slope(4, 2).cut(mirrored, 3, 1))).toEqual([30, 20, 10]);
  });

  it("is grey where the picture ends", () => {
    const values = red(slope(4, 2).cut({ ...whole, left: -1 }, 6, 1));
    expect(values).toEqual([115, 0, 10, 20, 30, 115]);
  });

  it("of a quarter of the size averages, and does not pick pixels", () => {
    const values = red(slope(16, 16).cut({ ...whole, scale: 0.25 }, 4, 4));
    expect(values.slice(0, 4)).toEqual([15, 55, 95, 135]);
  });

  it("of a picture read smaller than it is has the same proportions", () => {
    const small = slope(8, 8);
    const read = new PicturePyramid({
      width: 16,
      height: 16,
      pixels: {
        width: 8,
        height: 8,
        rgba: Uint8ClampedArray.from(
          { length: 256 },
          (_, i) => 10 * ((i >> 2) % 8),
        ),
      },
    });
    expect(red(read.cut({ ...whole, scale: 0.5 }, 8, 8))).toEqual(
      red(small.cut(whole, 8, 8)),
    );
  });

  it("in other light is another for other numbers, and the same for the same", () => {
    const relit = (seed: number): Float32Array =>
      slope(8, 8).cutRelit(whole, 8, 8, seededRandom(seed));
    expect(relit(1)).toEqual(relit(1));
    expect(relit(1)).not.toEqual(relit(2));
  });
});
