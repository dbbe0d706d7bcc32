import { describe, expect, it } from "vitest";
import type { PixelBox } from "#core/detection.ts";
import { seededRandom } from "#core/random.ts";
import { boxSide } from "./boxes.ts";
import {
  boxInWindow,
  levelsFor,
  randomWindow,
  rangeFor,
  type DrawnPicture,
} from "./object-scales.ts";

const range = { least: 36, most: 84 };
const picture = (
  boxes: readonly PixelBox[],
  isIgnored = false,
): DrawnPicture => ({
  width: 400,
  height: 300,
  objects: boxes.map((box) => ({ label: 0, box, isIgnored })),
});
const square = (side: number): PixelBox => [100, 100, 100 + side, 100 + side];

describe("levels", () => {
  it("show the smallest and the largest objects at the sizes that are known", () => {
    const levels = levelsFor(
      [picture([square(20)]), picture([square(40)]), picture([square(200)])],
      range,
      2000,
    );
    const sizes = (side: number): number[] =>
      levels.map((level) => (side / 400) * level);
    for (const side of [20, 40, 200])
      expect(
        sizes(side).some((size) => size >= range.least && size <= range.most),
      ).toBe(true);
    expect(levels.every((level) => level % 16 === 0)).toBe(true);
  });

  it("are one for objects of one size, and none is above the bound", () => {
    expect(levelsFor([picture([square(100)])], range, 640)).toHaveLength(1);
    expect(
      Math.max(...levelsFor([picture([square(4)])], range, 640)),
    ).toBeLessThanOrEqual(640);
  });

  it("take objects for small that no picture shows large enough", () => {
    const small = rangeFor([picture([square(10)])], 640);
    const usual = rangeFor([picture([square(10)])], 2000);
    expect(small.least).toBeLessThan(usual.least);
    // A few small ones among many do not decide.
    const many = Array.from({ length: 9 }, () => square(80));
    expect(rangeFor([picture([square(10), ...many])], 640)).toEqual(usual);
  });

  it("do not heed ignored objects", () => {
    const large = picture([square(100)]);
    expect(levelsFor([large, picture([square(4)], true)], range, 640)).toEqual(
      levelsFor([large], range, 640),
    );
  });
});

describe("windows", () => {
  const one = picture([square(50)]);

  it("around objects hold them whole, at a size that is known", () => {
    const random = seededRandom(3);
    const levels = levelsFor([one], range, 640);
    const boxes = Array.from({ length: 200 }, () =>
      boxInWindow(
        square(50),
        randomWindow(one, range, [640], 128, random),
        128,
      ),
    );
    const whole = boxes.filter(
      (box) => Math.min(...box) >= -0.01 && Math.max(...box) <= 128.01,
    );
    expect(whole.length).toBeGreaterThan(120);
    for (const box of whole.slice(0, 100)) {
      expect(boxSide(box)).toBeGreaterThan(range.least * 0.7);
      expect(boxSide(box)).toBeLessThan(range.most * 1.5);
    }
    expect(levels.length).toBe(1);
  });

  it("are the same for the same numbers", () => {
    const windows = (seed: number): unknown =>
      randomWindow(one, range, [208], 128, seededRandom(seed));
    expect(windows(1)).toEqual(windows(1));
    expect(windows(1)).not.toEqual(windows(2));
  });

  it("of pictures without objects lie at a level's scale", () => {
    const { scale } = randomWindow(
      picture([]),
      range,
      [400],
      128,
      seededRandom(1),
    );
    expect(Math.abs(Math.log(scale))).toBeLessThan(0.36);
  });
});

it("a mirrored window turns left and right of a box round", () => {
  const window = { left: 10, top: 20, scale: 2, isMirrored: false };
  const box: PixelBox = [20, 30, 30, 50];
  expect(boxInWindow(box, window, 128)).toEqual([20, 20, 40, 60]);
  expect(boxInWindow(box, { ...window, isMirrored: true }, 128)).toEqual([
    88, 20, 108, 60,
  ]);
});
