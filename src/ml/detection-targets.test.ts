import { describe, expect, it } from "vitest";
import type { PixelBox } from "#core/detection.ts";
import { targetsFor } from "./detection-targets.ts";

const range = { least: 36, most: 84 };
const CELLS = 8;
const of = (box: PixelBox, isIgnored = false, label = 0) =>
  targetsFor([{ label, box, isIgnored }], 2, CELLS, 16, range);
const cell = (column: number, row: number): number => row * CELLS + column;

describe("what a detector should say", () => {
  it("has its peak at the object's middle, of its label alone", () => {
    const { heat } = of([20, 36, 80, 96], false, 1);
    const place = cell(3, 4);
    expect(heat[2 * place + 1]).toBe(1);
    expect(heat[2 * place]).toBe(0);
    expect(heat.filter((value) => value === 1)).toHaveLength(1);
    // It falls with the distance, and stays inside the box.
    expect(heat[2 * cell(2, 4) + 1]).toBeLessThan(1);
    expect(heat[2 * cell(2, 4) + 1]).toBeGreaterThan(
      heat[2 * cell(1, 4) + 1] ?? NaN,
    );
    expect(heat[2 * cell(6, 4) + 1]).toBe(0);
  });

  it("has the distances to the box's sides around the middle, even beyond the window", () => {
    const { distances, weight } = of([90, 30, 150, 90]);
    const place = cell(6, 3);
    expect(weight[place]).toBe(1);
    // The cell's middle is (104, 56).
    expect([...distances.slice(4 * place, 4 * place + 4)]).toEqual([
      14, 26, 46, 34,
    ]);
    expect(weight[cell(0, 0)]).toBe(0);
  });

  it.each([
    ["ignored", [20, 20, 80, 80], true],
    ["too small", [20, 20, 44, 44], false],
    ["hardly seen", [-50, 20, 20, 80], false],
    ["a little too large", [5, 5, 120, 120], false],
  ] as const)("does not matter where an object is %s", (_, box, isIgnored) => {
    const { heat, counts, weight } = of([...box], isIgnored);
    expect(Math.max(...heat)).toBe(0);
    expect(Math.max(...weight)).toBe(0);
    expect(counts.filter((value) => value === 0).length).toBeGreaterThan(0);
    // Of the other label there is nothing to be found.
    expect(counts.filter((_value, i) => i % 2 === 1)).not.toContain(0);
  });

  it("is nothing where an object is far too large for this scale", () => {
    const { heat, counts } = of([-50, -50, 120, 120]);
    expect(Math.max(...heat)).toBe(0);
    expect(Math.min(...counts)).toBe(1);
  });

  it("gives a cell to the smaller one of two objects", () => {
    const { distances } = targetsFor(
      [
        { label: 0, box: [44, 44, 84, 84], isIgnored: false },
        { label: 0, box: [24, 24, 104, 104], isIgnored: false },
      ],
      1,
      CELLS,
      16,
      range,
    );
    expect([...distances.slice(4 * cell(4, 4), 4 * cell(4, 4) + 4)]).toEqual([
      28, 28, 12, 12,
    ]);
  });
});
