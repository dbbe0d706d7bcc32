import { expect, it } from "vitest";
import { ORCHARD_COLUMNS, orchardRows } from "./sample-orchard.ts";

const rows = orchardRows(1200, 7);

it("makes the same rows of the same seed, a cell for each column", () => {
  expect(orchardRows(1200, 7)).toEqual(rows);
  expect(orchardRows(5, 8)).not.toEqual(rows.slice(0, 5));
  expect(new Set(rows.map(({ length }) => length))).toEqual(
    new Set([ORCHARD_COLUMNS.length]),
  );
});

it("has every grade often enough, and few missing values", () => {
  const counts = new Map<unknown, number>();
  for (const row of rows)
    counts.set(row.at(-1), (counts.get(row.at(-1)) ?? 0) + 1);
  expect([...counts.keys()].sort()).toEqual(["export", "juice", "market"]);
  expect(Math.min(...counts.values())).toBeGreaterThan(150);
  const missing = rows.filter((row) => row.includes(null)).length;
  expect(missing / rows.length).toBeLessThan(0.1);
  expect(missing).toBeGreaterThan(0);
});
