import { expect, test } from "vitest";
import { seededRandom } from "#core/random.ts";
import { randomView } from "./augment.ts";

/** Red grows to the right, green downwards. */
function ramps(side: number) {
  const rgba = new Uint8ClampedArray(side * side * 4);
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1)
      rgba.set(
        [(x / side) * 255, (y / side) * 255, 128, 255],
        (y * side + x) * 4,
      );
  return { side, rgba };
}

const views = Array.from({ length: 200 }, (_, seed) =>
  randomView(ramps(48), 32, seededRandom(seed)),
);
const redSlope = (view: Float32Array): number =>
  (view[31 * 3] ?? 0) - (view[0] ?? 0);

test("the same random numbers give the same view, others another", () => {
  const [a, b, c] = [5, 5, 6].map((seed) =>
    randomView(ramps(48), 32, seededRandom(seed)),
  );
  expect(a).toEqual(b);
  expect(a).not.toEqual(c);
});

test("views have the size and range that the extractor takes", () => {
  for (const view of views) {
    expect(view).toHaveLength(32 * 32 * 3);
    expect(Math.min(...view)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...view)).toBeLessThanOrEqual(1);
  }
});

test("half of them are mirrored, none stands on its head", () => {
  const mirrored = views.filter((view) => redSlope(view) < 0).length;
  expect(mirrored).toBeGreaterThan(70);
  expect(mirrored).toBeLessThan(130);
  for (const view of views)
    expect(view[31 * 32 * 3 + 1]).toBeGreaterThan(view[1] ?? 1);
});

test("they show parts of different size in different light", () => {
  const slopes = views.map((view) => Math.abs(redSlope(view)));
  expect(Math.max(...slopes) / Math.min(...slopes)).toBeGreaterThan(1.5);
  const blues = views.map((view) => view[2] ?? 0);
  expect(Math.max(...blues) - Math.min(...blues)).toBeGreaterThan(0.1);
});
