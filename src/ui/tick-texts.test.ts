import { expect, it } from "vitest";
import { tickTexts } from "./tick-texts.ts";

const fixed = (value: number, more = 0): string => value.toFixed(1 + more);

it("ticks that differ read differently, and all have the same digits", () => {
  expect(tickTexts([1, 2, 3], fixed)).toEqual(["1.0", "2.0", "3.0"]);
  expect(tickTexts([1, 1.004, 1.1], fixed)).toEqual([
    "1.000",
    "1.004",
    "1.100",
  ]);
  expect(tickTexts([-1.001, 0, 1], fixed)).toEqual(["-1.0", "0.0", "1.0"]);
  expect(tickTexts([5], fixed)).toEqual(["5.0"]);
});

it("what no digits tell apart has no more of them", () => {
  expect(tickTexts([1, 1 + 1e-12], fixed)).toEqual(["1.0", "1.0"]);
  expect(tickTexts([1, 1.4], (value) => value.toFixed(0))).toEqual(["1", "1"]);
});
