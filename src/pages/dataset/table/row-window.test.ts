import { expect, it } from "vitest";
import { rowWindow, scrollTopOf, type Scrolled } from "./row-window.ts";

const at = (rows: number, scrollTop: number): Scrolled => ({
  rows,
  rowHeight: 36,
  scrollTop,
  viewHeight: 720,
});

it("draws what is seen and a margin", () => {
  expect(rowWindow(at(1000, 0))).toEqual({
    height: 36_000,
    from: 0,
    to: 27,
    top: 0,
  });
  const middle = rowWindow(at(1000, 3600));
  expect(middle).toMatchObject({ from: 94, to: 127, top: 94 * 36 });
});

it.each([10, 45_211, 1_000_000, 50_000_000])(
  "reaches each of %i rows",
  (rows) => {
    const { height } = rowWindow(at(rows, 0));
    expect(height).toBeLessThanOrEqual(8_000_000);
    const end = Math.max(0, height - 720);
    expect(rowWindow(at(rows, end)).to).toBe(rows);
    for (const row of [0, Math.floor(rows / 3), Math.floor(rows / 2)]) {
      const scrollTop = scrollTopOf(row, at(rows, 0));
      const { from, to, top } = rowWindow(at(rows, Math.min(scrollTop, end)));
      expect(from).toBeLessThanOrEqual(row);
      expect(to).toBeGreaterThan(row);
      // The row is at the upper edge of the view.
      if (scrollTop <= end)
        expect(top + (row - from) * 36).toBeCloseTo(scrollTop, 0);
    }
  },
);
