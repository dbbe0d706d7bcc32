import { expect, it } from "vitest";
import type { ClassificationEvaluation } from "#core/training.ts";
import { suggestions, surestMistakes } from "./suggestions.ts";

it("names confused pairs by count, weak and rare labels, and over-confidence", () => {
  const evaluation = {
    confusion: [
      [5, 14, 1],
      [3, 20, 0],
      [0, 0, 4],
    ],
    perClass: [
      { f1: 0.36, samples: 20 },
      { f1: 0.7, samples: 23 },
      { f1: 0.9, samples: 4 },
    ],
    calibrationError: 0.2,
  } as unknown as ClassificationEvaluation;
  expect(suggestions(evaluation)).toEqual([
    { kind: "confused", truth: 0, predicted: 1, count: 14 },
    { kind: "confused", truth: 1, predicted: 0, count: 3 },
    { kind: "weak", label: 0, f1: 0.36 },
    { kind: "few", label: 2, samples: 4 },
    { kind: "unsure", error: 0.2 },
  ]);
});

it("lists mistakes, the surest first", () => {
  const prediction = (truth: number, predicted: number, score: number) => ({
    truth,
    predicted,
    scores: predicted === 0 ? [score, 1 - score] : [1 - score, score],
  });
  const evaluation = {
    predictions: [
      prediction(0, 0, 0.9),
      prediction(0, 1, 0.6),
      prediction(1, 0, 0.95),
    ],
  } as unknown as ClassificationEvaluation;
  expect(surestMistakes(evaluation).map(({ truth }) => truth)).toEqual([1, 0]);
});
