import { describe, expect, test } from "vitest";
import { outlineOfSpans } from "./mask-outline.ts";
import { STRIDE } from "./spans.ts";

/** Spans of the `#` in rows of text. */
const spansIn = (...rows: readonly string[]): number[] =>
  rows.flatMap((row, y) =>
    [...row, "."].flatMap((sign, x) =>
      (sign === "#") === (row[x - 1] === "#") ? [] : [y * STRIDE + x],
    ),
  );

const outline = (...rows: readonly string[]): string[] =>
  outlineOfSpans(spansIn(...rows)).map((ring) =>
    ring.map(({ x, y }) => `${String(x)},${String(y)}`).join(" "),
  );

describe("the border of pixels", () => {
  test("has corners only, clockwise, and holes the other way", () => {
    expect(outline("###", "#.#", "###")).toEqual([
      "0,0 3,0 3,3 0,3",
      "1,2 2,2 2,1 1,1",
    ]);
  });

  test("is of two rings where pixels touch at a corner", () => {
    expect(outline("#.", ".#")).toEqual(["0,0 1,0 1,1 0,1", "1,1 2,1 2,2 1,2"]);
    expect(outline(".#", "#.")).toEqual(["1,0 2,0 2,1 1,1", "0,1 1,1 1,2 0,2"]);
  });

  test("is of one ring for each part, over rows without pixels", () => {
    expect(outline("##.#", "....", "#")).toEqual([
      "0,0 2,0 2,1 0,1",
      "3,0 4,0 4,1 3,1",
      "0,2 1,2 1,3 0,3",
    ]);
    expect(outline()).toEqual([]);
  });
});
