import { describe, expect, it } from "vitest";
import type { LinearRecipe } from "#ml/text/linear-classes.ts";
import { silent } from "../../../../tests/support/silent-report.ts";
import type { Recipe } from "./recipes.ts";
import { type Rows, search } from "./search.ts";

/** Rows of one word each, which tells the class. */
function rowsOf(rows: number): Rows {
  const truths = Array.from({ length: rows }, (_, row) => row % 2);
  return {
    matrix: {
      rows,
      columns: 2,
      starts: Int32Array.from({ length: rows + 1 }, (_, row) => row),
      indices: Int32Array.from(truths),
      values: new Float32Array(rows).fill(1),
    },
    truths,
    classes: 2,
    seed: 1,
  };
}

const costs = (...all: readonly number[]): Recipe => ({
  folds: 4,
  plain: all.map((cost): LinearRecipe => ({
    loss: "squared_hinge",
    cost,
    ratio: 0,
  })),
  scaled: [],
});

describe("the search", () => {
  it("takes more rows than a call has room for arguments", async () => {
    const learns = (): Promise<void> => Promise.reject(new Error("learning"));
    await expect(
      search(rowsOf(200_000), costs(1), [], silent, learns, () => true),
    ).rejects.toThrow("learning");
  });

  it("ends between the folds of a recipe, with those before", async () => {
    const rows = rowsOf(40);
    let boundaries = 0;
    const count = (): Promise<void> => {
      boundaries += 1;
      return Promise.resolve();
    };
    const FOLDS_IN_TIME = 6;
    const inTime = (): boolean => boundaries < FOLDS_IN_TIME;
    const found = await search(rows, costs(1, 2), [], silent, count, inTime);
    expect(boundaries).toBe(FOLDS_IN_TIME);
    expect(found.parts.map(({ recipe }) => recipe.cost)).toEqual([1]);
  });
});
