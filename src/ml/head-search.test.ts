import { describe, expect, test } from "vitest";
import { seededRandom } from "#core/random.ts";
import { bestOf, FOLDS, searchHead, stratifiedFolds } from "./head-search.ts";

describe("folds", () => {
  test("spread every label and depend on the seed alone", () => {
    const labels = Array.from({ length: 53 }, (_, i) => (i < 40 ? 0 : 1));
    const folds = stratifiedFolds(labels, FOLDS, 1);
    for (let fold = 0; fold < FOLDS; fold += 1) {
      const own = labels.filter((_, i) => folds[i] === fold);
      expect(own.filter((label) => label === 0)).toHaveLength(8);
      expect(own.filter((label) => label === 1).length).toBeGreaterThan(1);
    }
    expect(stratifiedFolds(labels, FOLDS, 1)).toEqual(folds);
    expect(stratifiedFolds(labels, FOLDS, 2)).not.toEqual(folds);
  });
});

describe("search", () => {
  test("noise asks for a strong penalty, and scores are out of fold", async () => {
    const random = seededRandom(1);
    const labels = Array.from({ length: 60 }, (_, i) => i % 2);
    const rows = labels.map(() =>
      Float32Array.from({ length: 80 }, () => random()),
    );
    const tried: number[] = [];
    const found = await searchHead(
      { rows, labels, classes: 2 },
      [0.001, 1, 30],
      1,
      (done) => Promise.resolve(void tried.push(done)),
    );
    expect(tried).toEqual([0, 1, 2]);
    expect(found.l2).toBe(30);
    // There is nothing to learn: only rows seen before could be told apart.
    const hits = found.logits.filter((row, i) => bestOf(row) === labels[i]);
    expect(hits.length / 60).toBeLessThan(0.7);
    expect(found.accuracy).toBe(hits.length / 60);
  });

  test("a throw of the caller ends it", async () => {
    const data = { rows: [], labels: [], classes: 2 };
    await expect(
      searchHead(data, [1], 1, () => Promise.reject(new Error("enough"))),
    ).rejects.toThrow("enough");
  });
});
