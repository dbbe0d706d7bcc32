import { describe, expect, test } from "vitest";
import {
  gridLayout,
  indexAt,
  indicesIn,
  offsetOf,
  offsetToShow,
  scrollTopOf,
  visibleRange,
} from "./grid-layout.ts";

// Four columns of 100, a caption of 20 and a gap of 10: rows of 130.
const layout = gridLayout({
  count: 10,
  width: 430,
  size: 100,
  gap: 10,
  caption: 20,
});

test("columns fill the width", () => {
  expect(layout).toMatchObject({
    columns: 4,
    rows: 3,
    cellWidth: 100,
    rowHeight: 130,
    height: 380,
  });
  expect(
    gridLayout({ count: 1, width: 50, size: 300, gap: 10, caption: 0 }).columns,
  ).toBe(2);
});

test("visible range, with and without overscan", () => {
  expect(visibleRange(layout, 0, 130, 0)).toEqual({ first: 0, last: 7 });
  expect(visibleRange(layout, 135, 100, 0)).toEqual({ first: 4, last: 7 });
  expect(visibleRange(layout, 135, 100, 1)).toEqual({ first: 0, last: 9 });
  expect(visibleRange({ ...layout, count: 0, rows: 0 }, 0, 500, 2)).toEqual({
    first: 0,
    last: -1,
  });
});

test("index at a point", () => {
  expect(indexAt(layout, 5, 5)).toBe(0);
  expect(indexAt(layout, 105, 5)).toBeNull();
  expect(indexAt(layout, 115, 140)).toBe(5);
  expect(indexAt(layout, 5, 125)).toBeNull();
  expect(indexAt(layout, 235, 270)).toBeNull();
  expect(indexAt(layout, 500, 5)).toBeNull();
});

describe("lasso", () => {
  test("takes the cells it touches", () => {
    const rect = { left: 50, top: 50, right: 120, bottom: 140 };
    expect(indicesIn(layout, rect)).toEqual([0, 1, 4, 5]);
  });
  test("a gap belongs to no cell", () => {
    const gap = { left: 102, top: 5, right: 108, bottom: 50 };
    expect(indicesIn(layout, gap)).toEqual([]);
  });
  test("ends with the last cell", () => {
    const all = { left: -50, top: -50, right: 900, bottom: 900 };
    expect(indicesIn(layout, all)).toHaveLength(10);
  });
});

test("scrolls only as far as needed to show a cell", () => {
  expect(offsetToShow(layout, 0, 130, 200)).toBe(0);
  expect(offsetToShow(layout, 5, 130, 200)).toBe(130);
  expect(offsetToShow(layout, 9, 0, 200)).toBe(180);
});

test("a million cells scroll from the first to the last", () => {
  const big = gridLayout({
    count: 1_000_000,
    width: 430,
    size: 100,
    gap: 10,
    caption: 20,
  });
  expect(big.height).toBeLessThan(17_000_000);
  const end = offsetOf(big, big.height - 600, 600);
  expect(visibleRange(big, end, 600, 0).last).toBe(999_999);
  expect(scrollTopOf(big, end, 600)).toBeCloseTo(big.height - 600);
  expect(offsetOf(big, 0, 600)).toBe(0);
});
