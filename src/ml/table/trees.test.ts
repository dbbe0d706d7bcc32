import { expect, test } from "vitest";
import { seededRandom } from "#core/random.ts";
import { boost, boostedScores, type BoostRules } from "./booster.ts";
import { lossOf } from "./losses.ts";
import type { BinnedColumns } from "./tree-grower.ts";

const rules: BoostRules = {
  rounds: 1,
  patience: 50,
  rowShare: 1,
  columnShare: 1,
  maxDepth: 1,
  maxLeaves: Number.POSITIVE_INFINITY,
  columnsPerNode: Number.POSITIVE_INFINITY,
  rate: 1,
  l2: 0,
  minHessian: 1,
  minGain: 1e-9,
};
const rest = async (): Promise<void> => undefined;
const nobody = new Int32Array(0);

async function fitted(
  columns: readonly number[][],
  isWords: readonly boolean[],
  targets: readonly number[],
  changed: Partial<BoostRules> = {},
  judged = nobody,
) {
  const data: BinnedColumns = {
    bins: columns.map((column) => Uint8Array.from(column)),
    counts: columns.map((column) => Math.max(...column) + 1),
    isWords,
  };
  const learned = Int32Array.from(targets.keys()).filter(
    (row) => !judged.includes(row),
  );
  const task = {
    data,
    loss: lossOf("squared", 0),
    targets: Float64Array.from(targets),
    weights: new Float64Array(targets.length).fill(1),
    learned,
    judged,
  };
  const fit = await boost(
    task,
    { ...rules, ...changed },
    seededRandom(1),
    rest,
  );
  return { fit, scores: Array.from(boostedScores(fit, data.bins, null)) };
}

test("one cut of a number gives the mean of each side", async () => {
  const { fit, scores } = await fitted(
    [[1, 1, 2, 3, 3, 4]],
    [false],
    [1, 3, 2, 10, 12, 11],
  );
  expect(scores).toEqual([2, 2, 2, 11, 11, 11]);
  expect(fit.trees.column[0]).toBe(0);
  expect(fit.trees.threshold[0]).toBe(2);
});

test("words of no order are divided in two at once", async () => {
  // Odd words are high and even ones low: no single cut of the order tells them apart.
  const words = [1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6];
  const targets = words.map((word) => (word % 2 === 1 ? 8 : 2));
  const asWords = await fitted([words], [true], targets);
  const [high = 0, low = 0] = asWords.scores;
  expect([high, low]).toEqual([8, 2]);
  expect(new Set(asWords.scores).size).toBe(2);
  const asNumbers = await fitted([words], [false], targets);
  const off = (scores: readonly number[]): number =>
    scores.reduce((sum, score, i) => sum + (score - (targets[i] ?? 0)) ** 2, 0);
  expect(off(asWords.scores)).toBe(0);
  expect(off(asNumbers.scores)).toBeGreaterThan(50);
});

test("missing values go to the side that suits them", async () => {
  const columns = [[0, 0, 1, 1, 2, 2]];
  const low = await fitted(columns, [false], [1, 1, 1, 1, 9, 9]);
  expect(low.scores.map(Math.round)).toEqual([1, 1, 1, 1, 9, 9]);
  expect(low.fit.trees.missingLeft[0]).toBe(1);
  const high = await fitted(columns, [false], [9, 9, 1, 1, 9, 9]);
  expect(high.scores.map(Math.round)).toEqual([9, 9, 1, 1, 9, 9]);
  expect(high.fit.trees.missingLeft[0]).toBe(0);
});

test("leaves that gain most are split first, and no more than are allowed", async () => {
  const column = [1, 2, 3, 4];
  const targets = [0, 1, 100, 200];
  const { scores } = await fitted([column], [false], targets, {
    maxDepth: 5,
    maxLeaves: 3,
  });
  expect(scores).toEqual([0.5, 0.5, 100, 200]);
});

test("rows to judge by end it when nothing is gained", async () => {
  const random = seededRandom(7);
  const column = Array.from(
    { length: 400 },
    () => 1 + Math.floor(random() * 9),
  );
  const targets = column.map((bin) => (bin > 4 ? 1 : 0) + random());
  const judged = Int32Array.from({ length: 100 }, (_, i) => 4 * i);
  const { fit } = await fitted(
    [column],
    [false],
    targets,
    { rounds: 500, rate: 0.3, maxDepth: 4, patience: 10 },
    judged,
  );
  const best = fit.losses.indexOf(Math.min(...fit.losses));
  expect(fit.losses.length).toBeLessThan(200);
  expect(fit.losses.length).toBe(best + 11);
});

test("the same seed gives the same trees, another one others", async () => {
  const random = seededRandom(3);
  const columns = [0, 1, 2].map(() =>
    Array.from({ length: 200 }, () => 1 + Math.floor(random() * 20)),
  );
  const targets = Array.from({ length: 200 }, (_, row) =>
    columns.reduce((sum, column) => sum + (column[row] ?? 0), random()),
  );
  const own = { rounds: 10, rate: 0.3, maxDepth: 3, rowShare: 0.5 };
  const isWords = [false, false, true];
  const one = await fitted(columns, isWords, targets, own);
  const again = await fitted(columns, isWords, targets, own);
  expect(again.scores).toEqual(one.scores);
  const all = await fitted(columns, isWords, targets, { ...own, rowShare: 1 });
  expect(all.scores).not.toEqual(one.scores);
});

test("boosting that may not go on keeps the rounds so far", async () => {
  const bins = [Uint8Array.of(1, 1, 2, 2)];
  let asked = 0;
  const fit = await boost(
    {
      data: { bins, counts: [3], isWords: [false] },
      loss: lossOf("squared", 0),
      targets: Float64Array.of(0, 1, 8, 9),
      weights: new Float64Array(4).fill(1),
      learned: Int32Array.of(0, 2),
      judged: Int32Array.of(1, 3),
    },
    { ...rules, rounds: 50, rate: 0.1 },
    seededRandom(1),
    rest,
    () => (asked += 1) < 3,
  );
  expect(fit.losses).toHaveLength(3);
});
