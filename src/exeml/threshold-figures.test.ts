import { expect, test } from "vitest";
import { thresholdFigures } from "./threshold-figures.ts";

test("a threshold tells what is found, and what is taken for it", () => {
  // True labels 1 0 1 0 1 with probabilities 0.9, 0.7, 0.7, 0.2, 0.4.
  const roc = {
    area: 0.75,
    counts: [2, 3] as const,
    points: [
      { threshold: 1, truePositive: 0, falsePositive: 0 },
      { threshold: 0.9, truePositive: 1 / 3, falsePositive: 0 },
      { threshold: 0.7, truePositive: 2 / 3, falsePositive: 1 / 2 },
      { threshold: 0.4, truePositive: 1, falsePositive: 1 / 2 },
      { threshold: 0.2, truePositive: 1, falsePositive: 1 },
    ],
  };
  expect(thresholdFigures(roc, 0.5)).toMatchObject({
    found: 2,
    wrong: 1,
    right: 3,
    recall: 2 / 3,
    precision: 2 / 3,
    accuracy: 0.6,
  });
  expect(thresholdFigures(roc, 0.95)).toMatchObject({
    found: 0,
    wrong: 0,
    precision: null,
  });
});
