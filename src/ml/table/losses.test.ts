import { describe, expect, test } from "vitest";
import { lossOf, type LossName } from "./losses.ts";

const STEP = 1e-5;
const cases: readonly (readonly [LossName, number, number[], number[]])[] = [
  ["squared", 0, [2.5, -1], [0.3, 0.8]],
  ["logistic", 2, [1, 0], [0.7, -1.4]],
  ["softmax", 3, [2, 0], [0.2, -0.5, 1.1, 0.9, 0.1, -2]],
];

describe.each(cases)("%s loss", (name, classes, targets, scores) => {
  const loss = lossOf(name, classes);
  const truths = Float64Array.from(targets);
  const rows = Int32Array.from(targets.keys());
  const weights = Float64Array.of(1, 3);
  const at = Float64Array.from(scores);
  const [gradients, hessians] = [at.slice(), at.slice()];
  loss.derive(rows, truths, weights, at, gradients, hessians);
  const lossAt = (row: number, output: number, by: number): number => {
    const moved = at.slice();
    const place = row * loss.outputs + output;
    moved[place] = (moved[place] ?? 0) + by;
    return loss.of(truths[row] ?? 0, moved, row * loss.outputs);
  };
  const places = targets.flatMap((_, row) =>
    Array.from(
      { length: loss.outputs },
      (__, output) => [row, output] as const,
    ),
  );

  test("has the gradient of the loss, times the row's weight", () => {
    for (const [row, output] of places) {
      const slope =
        (lossAt(row, output, STEP) - lossAt(row, output, -STEP)) / (2 * STEP);
      expect(gradients[row * loss.outputs + output]).toBeCloseTo(
        slope * (weights[row] ?? 0),
        6,
      );
    }
  });

  test("has its second derivative, of softmax twice", () => {
    for (const [row, output] of places) {
      const bend =
        (lossAt(row, output, 1e-3) -
          2 * lossAt(row, output, 0) +
          lossAt(row, output, -1e-3)) /
        1e-6;
      const times = name === "softmax" ? 2 : 1;
      expect(hessians[row * loss.outputs + output]).toBeCloseTo(
        bend * times * (weights[row] ?? 0),
        4,
      );
    }
  });
});

test("boosting starts from the weighted mean, or its odds", () => {
  const rows = Int32Array.of(0, 1, 2);
  const weights = Float64Array.of(1, 1, 2);
  const mean = lossOf("squared", 0);
  expect(mean.start(rows, Float64Array.of(1, 3, 4), weights)[0]).toBe(3);
  const odds = lossOf("logistic", 2).start(
    rows,
    Float64Array.of(0, 1, 1),
    weights,
  );
  expect(odds[0]).toBeCloseTo(Math.log(3), 9);
});
