import { expect, test } from "vitest";
import { greedyShares, judgeOf, weightedMean } from "./blend-answers.ts";
import { numberFigures } from "./regression-metrics.ts";
import { rocOf, rocsOf } from "./roc.ts";
import { evenWeights, type Targets } from "./targets.ts";

const numbers = (values: Float64Array): Targets => ({
  values,
  classes: 0,
  weights: evenWeights(values.length),
});

test("errors of numbers are those computed by hand", () => {
  const found = numberFigures(
    Float64Array.of(1, 2, 3, 4),
    Float64Array.of(1, 3, 3, 2),
  );
  expect(found.mae).toBe(0.75);
  expect(found.mse).toBe(1.25);
  expect(found.rmse).toBeCloseTo(1.118034, 6);
  expect(found.r2).toBe(0);
  const counts = found.residuals.filter(({ count }) => count > 0);
  expect(counts.map(({ count }) => count)).toEqual([1, 2, 1]);
  expect(counts[0]?.from).toBe(-2);
  expect(counts.at(-1)?.to).toBeCloseTo(1, 9);
});

test("R² has no value where all numbers are the same", () => {
  const same = Float64Array.of(2, 2);
  expect(numberFigures(same, Float64Array.of(1, 3)).r2).toBeNull();
});

test("the area under the curve counts pairs in the right order, ties as half", () => {
  const truths = [1, 0, 1, 0, 1];
  const shares = [0.9, 0.7, 0.7, 0.2, 0.4];
  // Of six pairs 4 are right, (0.7, 0.7) counts half, (0.4, 0.7) is wrong.
  expect(rocOf(truths, shares)?.area).toBeCloseTo(4.5 / 6, 9);
  expect(rocOf([1, 1], [0.2, 0.3])).toBeNull();
});

test("of several classes each has a curve against the others", () => {
  const shares = [
    [0.7, 0.2, 0.1],
    [0.3, 0.4, 0.3],
    [0.5, 0.3, 0.2],
    [0.1, 0.6, 0.3],
  ];
  const [first, second, third] = rocsOf([0, 0, 1, 1], shares, 3);
  // Of four pairs of class 0 and class 1, 0.3 against 0.5 alone is wrong.
  expect(first?.area).toBe(0.75);
  expect(first?.counts).toEqual([2, 2]);
  expect(second?.area).toBe(0.75);
  expect(third).toBeNull();
});

test("a blend takes what errs to opposite sides, and nothing that only harms", () => {
  const truths = Float64Array.of(1, 2, 3, 4);
  const high = truths.map((value) => value + 1);
  const low = truths.map((value) => value - 1);
  const wild = Float64Array.of(9, -9, 9, -9);
  const shares = greedyShares([high, wild, low], judgeOf(numbers(truths)), 10);
  expect(shares).toEqual([0.5, 0, 0.5]);
  const mean = weightedMean([
    { answers: high, share: 0.5 },
    { answers: low, share: 0.5 },
  ]);
  expect(mean).toEqual(truths);
});

test("classes are judged by the mean cross-entropy", () => {
  const judge = judgeOf({
    values: Float64Array.of(0, 1),
    classes: 2,
    weights: evenWeights(2),
  });
  expect(judge(Float64Array.of(0.8, 0.2, 0.5, 0.5))).toBeCloseTo(
    -(Math.log(0.8) + Math.log(0.5)) / 2,
    9,
  );
});
