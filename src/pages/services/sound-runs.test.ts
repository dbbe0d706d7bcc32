import { expect, it } from "vitest";
import { soundRuns } from "./sound-runs.ts";

it("neighbours of one label are one run, as sure as the surest of them", () => {
  const heard = [
    { from: 0, to: 2, label: "dog", score: 0.9 },
    { from: 1, to: 3, label: "rain", score: 0.8 },
    { from: 2, to: 4, label: "rain", score: 0.5 },
    { from: 3, to: 5, label: "dog", score: 0.6 },
  ];
  expect(soundRuns(heard)).toEqual([
    { from: 0, to: 2, label: "dog", score: 0.9 },
    { from: 1, to: 4, label: "rain", score: 0.8 },
    { from: 3, to: 5, label: "dog", score: 0.6 },
  ]);
  expect(soundRuns([])).toEqual([]);
});
