import { expect, test } from "vitest";
import { binCount, binningOf, toBins } from "./bins.ts";

const numbers = (values: readonly number[]) => ({
  kind: "numbers" as const,
  values: Float64Array.from(values),
});

test("each of few numbers has its own bin, missing ones have none", () => {
  const data = numbers([5, 1, Number.NaN, 3, 1]);
  const binning = binningOf(data);
  expect(Array.from(toBins(data, binning))).toEqual([3, 1, 0, 2, 1]);
  expect(binCount(binning)).toBe(4);
  // Numbers between and outside go to the nearest.
  expect(Array.from(toBins(numbers([-9, 2.1, 99]), binning))).toEqual([
    1, 2, 3,
  ]);
});

test("many numbers share bins of about as many rows", () => {
  const values = Array.from({ length: 10_000 }, (_, i) => i ** 2);
  const binning = binningOf(numbers(values));
  const bins = toBins(numbers(values), binning);
  expect(binCount(binning)).toBeLessThanOrEqual(256);
  const counts = new Map<number, number>();
  for (const bin of bins) counts.set(bin, (counts.get(bin) ?? 0) + 1);
  expect(Math.max(...counts.values())).toBeLessThan(60);
  expect(Math.max(...counts.keys())).toBeLessThan(256);
});

test("a number that fills half of the rows does not take the bins of others", () => {
  const values = Array.from({ length: 2000 }, (_, i) => (i < 1000 ? 0 : i));
  const binning = binningOf(numbers(values));
  expect(binCount(binning)).toBeGreaterThan(200);
});

test("words are numbered by use; new ones are missing", () => {
  const learned = {
    kind: "words" as const,
    words: ["red", "blue", "unused"],
    codes: Int32Array.of(0, 1, 1, -1),
  };
  const binning = binningOf(learned);
  expect(binning).toEqual({ kind: "words", words: ["blue", "red"] });
  const later = {
    kind: "words" as const,
    words: ["green", "red"],
    codes: Int32Array.of(0, 1, -1),
  };
  expect(Array.from(toBins(later, binning))).toEqual([0, 2, 0]);
});
