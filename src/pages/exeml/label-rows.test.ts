import { expect, it } from "vitest";
import { countFigure, orderedRows, shareFigure } from "./label-rows.ts";

const row = (label: string, count: number, share: number | null) => ({
  label,
  figures: [countFigure(count), shareFigure(share)],
});
const rows = [row("b-10", 1, 0.5), row("b-9", 30, null), row("a", 4, 0.75)];
const order = (at: number, isDescending: boolean): string[] =>
  orderedRows(rows, { at, isDescending }).map(({ label }) => label);

it("orders labels and figures by their values, what has none last", () => {
  expect(orderedRows(rows, null)).toBe(rows);
  expect(order(0, false)).toEqual(["a", "b-9", "b-10"]);
  expect(order(1, true)).toEqual(["b-9", "a", "b-10"]);
  expect(order(2, true)).toEqual(["a", "b-10", "b-9"]);
  expect(order(2, false)).toEqual(["b-10", "a", "b-9"]);
});
