import { expect, test } from "vitest";
import { seededRandom } from "#core/random.ts";
import { relight } from "./relight.ts";

/** Two pixels, a dark red one and a light blue one. */
const lit = (seed: number): Float32Array => {
  const values = Float32Array.of(0.4, 0.1, 0.1, 0.5, 0.6, 0.9);
  relight(values, seededRandom(seed));
  return values;
};
const views = Array.from({ length: 200 }, (_, seed) => lit(seed));

test("the same random numbers give the same light, others another", () => {
  expect(lit(5)).toEqual(lit(5));
  expect(lit(5)).not.toEqual(lit(6));
});

test("the light differs, the range and what is lighter stay", () => {
  const reds = views.map(([red = 0]) => red);
  expect(Math.max(...reds) - Math.min(...reds)).toBeGreaterThan(0.1);
  for (const [red = 0, green = 0, , , , blue = 0] of views) {
    expect(red).toBeGreaterThan(green);
    expect(blue).toBeGreaterThan(red);
    expect(Math.min(green, blue)).toBeGreaterThanOrEqual(0);
    expect(Math.max(red, blue)).toBeLessThanOrEqual(1);
  }
});
