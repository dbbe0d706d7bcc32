import { describe, expect, test } from "vitest";
import type { BlobHash } from "#core/ids.ts";
import type { Prediction } from "#core/training.ts";
import { evaluateClassifier, wilson } from "./classification-metrics.ts";

const answer = (truth: number, scores: readonly number[]): Prediction => ({
  sampleId: "s",
  hash: "h" as BlobHash,
  path: "p",
  truth,
  predicted: scores.indexOf(Math.max(...scores)),
  scores,
});

/** Truth, then the answer; made by hand. */
const answers = [
  answer(0, [0.9, 0.1]),
  answer(0, [0.8, 0.2]),
  answer(0, [0.4, 0.6]),
  answer(1, [0.7, 0.3]),
  answer(1, [0.2, 0.8]),
];

describe("evaluation", () => {
  const found = evaluateClassifier(["a", "b"], answers, "validation");

  test("counts right and wrong", () => {
    expect(found.confusion).toEqual([
      [2, 1],
      [1, 1],
    ]);
    expect(found.accuracy).toBeCloseTo(3 / 5);
  });

  test("precision, recall and F1 by label, and their means", () => {
    const [a, b] = found.perClass;
    expect([a?.precision, a?.recall, a?.f1]).toEqual([2 / 3, 2 / 3, 2 / 3]);
    expect([b?.precision, b?.recall, b?.f1]).toEqual([0.5, 0.5, 0.5]);
    expect(found.precision).toBeCloseTo(7 / 12);
    expect(found.f1).toBeCloseTo(7 / 12);
  });

  test("average precision follows the ranking", () => {
    // Label a ranked: right, right, wrong, right, wrong -> (1 + 1 + 3/4) / 3.
    expect(found.perClass[0]?.averagePrecision).toBeCloseTo(2.75 / 3);
  });

  test("a curve of many scores is thinned, its area is not", () => {
    const many = Array.from({ length: 5000 }, (_, i) =>
      answer(i % 3 === 0 ? 1 : 0, [1 - i / 5000, i / 5000]),
    );
    const [label] = evaluateClassifier(["a", "b"], many, "validation").perClass;
    expect(label?.curve).toHaveLength(200);
    expect(label?.curve[0]?.threshold).toBe(1);
    expect(label?.curve.at(-1)?.recall).toBe(1);
    expect(label?.averagePrecision).toBeCloseTo(2 / 3, 2);
  });

  test("a label without samples has no recall, and does not break the means", () => {
    const { perClass, accuracy } = evaluateClassifier(
      ["a", "b", "c"],
      answers.map((one) => ({ ...one, scores: [...one.scores, 0] })),
      "validation",
    );
    expect(perClass[2]?.recall).toBeNull();
    expect(accuracy).toBeCloseTo(0.6);
  });

  test("calibration error is the gap between confidence and truth", () => {
    const sure = Array.from({ length: 10 }, (_, i) =>
      answer(i < 5 ? 0 : 1, [0.95, 0.05]),
    );
    expect(
      evaluateClassifier(["a", "b"], sure, "validation").calibrationError,
    ).toBeCloseTo(0.45);
  });
});

describe("interval of a share", () => {
  test("values of the literature", () => {
    // Wilson's interval for 8 of 10 and for 0 of 10.
    const [low, high] = wilson(8, 10);
    expect(low).toBeCloseTo(0.4902, 3);
    expect(high).toBeCloseTo(0.9433, 3);
    const [none, most] = wilson(0, 10);
    expect(none).toBeCloseTo(0, 6);
    expect(most).toBeCloseTo(0.2775, 3);
  });

  test("without samples anything is possible", () => {
    expect(wilson(0, 0)).toEqual([0, 1]);
  });
});
