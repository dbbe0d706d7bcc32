import { expect, test } from "vitest";
import { fromHalfFloats, toHalfFloats } from "./half-float.ts";

const once = (value: number): number =>
  fromHalfFloats(toHalfFloats([value]))[0] ?? NaN;

test("every half-precision number comes back as it was", () => {
  const all = Uint16Array.from({ length: 65_536 }, (_, i) => i).filter(
    (half) => ((half >> 10) & 31) !== 31,
  );
  const back = new Uint16Array(toHalfFloats(fromHalfFloats(all.buffer)));
  // By text: the matcher takes seconds for this many numbers.
  expect(back.join()).toBe(all.join());
});

test("rounds to the nearest, ties to even", () => {
  expect(once(1 + 2 ** -11)).toBe(1);
  expect(once(1 + 3 * 2 ** -11)).toBe(1 + 2 ** -9);
  expect(once(1 + 1.2 * 2 ** -11)).toBe(1 + 2 ** -10);
  expect(once(0.1)).toBeCloseTo(0.1, 4);
});

test("the largest, the smallest, and what lies beyond", () => {
  expect(once(65_504)).toBe(65_504);
  expect(once(1e6)).toBe(Infinity);
  expect(once(-1e6)).toBe(-Infinity);
  expect(once(2 ** -24)).toBe(2 ** -24);
  expect(once(2 ** -26)).toBe(0);
  // Between the largest subnormal number and the smallest normal one.
  expect(once(2 ** -14 - 2 ** -26)).toBe(2 ** -14);
});
