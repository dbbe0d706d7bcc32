import { expect, test } from "vitest";
import {
  BACKGROUND,
  grabCut,
  OBJECT,
  PERHAPS_BACKGROUND,
  PERHAPS_OBJECT,
} from "./grab-cut.ts";

const width = 160;
const height = 120;

/** A noisy ellipse on a noisy ground with a slope of brightness. */
function scene(noise: number, isIn: (x: number, y: number) => boolean) {
  let seed = 11;
  const random = (): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32 - 0.5;
  };
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = 4 * (y * width + x);
      const base = isIn(x, y) ? [150, 90, 60] : [90 + x / 4, 120, 80 + y / 3];
      base.forEach(
        (value, c) => (rgba[at + c] = value + noise * (random() + random())),
      );
      rgba[at + 3] = 255;
    }
  return { width, height, rgba };
}

const ellipse = (x: number, y: number): boolean =>
  ((x - 80) / 50) ** 2 + ((y - 60) / 35) ** 2 < 1;

/** Outside the box is background, a dot in the middle the object, an inner box perhaps. */
const known = Uint8Array.from({ length: width * height }, (_, i) => {
  const [x, y] = [i % width, Math.floor(i / width)];
  if (Math.abs(x - 80) > 51 || Math.abs(y - 60) > 36) return BACKGROUND;
  if (Math.hypot(x - 80, y - 60) < 6) return OBJECT;
  return Math.abs(x - 80) < 30 && Math.abs(y - 60) < 20
    ? PERHAPS_OBJECT
    : PERHAPS_BACKGROUND;
});

function overlap(side: Uint8Array, isIn: (x: number, y: number) => boolean) {
  let [both, either] = [0, 0];
  side.forEach((value, i) => {
    const truth = isIn(i % width, Math.floor(i / width));
    if (truth && value) both += 1;
    if (truth || value) either += 1;
  });
  return both / either;
}

test.each([20, 60])("an ellipse is found in noise of %i levels", (noise) => {
  const side = grabCut(scene(noise, ellipse), known);
  expect(overlap(side, ellipse)).toBeGreaterThan(0.95);
});

test("what is known stays, and a flat picture keeps what was said", () => {
  const flat = scene(0, () => true);
  const side = grabCut(flat, known);
  side.forEach((value, i) => {
    if (known[i] === BACKGROUND) expect(value).toBe(0);
    if (known[i] === OBJECT) expect(value).toBe(1);
  });
  const none = known.map(() => BACKGROUND);
  expect(grabCut(flat, none).some((value) => value === 1)).toBe(false);
});

test("it can be given up", () => {
  expect(() =>
    grabCut(scene(20, ellipse), known, () => {
      throw new Error("stop");
    }),
  ).toThrow("stop");
});
