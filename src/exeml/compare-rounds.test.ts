import { describe, expect, it } from "vitest";
import type { Evaluation } from "#core/training.ts";
import { compareRounds } from "./compare-rounds.ts";

const round = (
  accuracy: number,
  f1s: Readonly<Record<string, number | null>>,
  samples: readonly string[],
): Evaluation =>
  ({
    accuracy,
    precision: 0.5,
    recall: 0.5,
    f1: 0.5,
    labels: Object.keys(f1s),
    perClass: Object.entries(f1s).map(([label, f1]) => ({ label, f1 })),
    predictions: samples.map((sampleId) => ({ sampleId })),
  }) as unknown as Evaluation;

describe("two rounds", () => {
  const here = round(0.9, { rose: 0.9, tulip: 0.4, daisy: null }, ["a", "b"]);
  const there = round(0.8, { rose: 0.8, tulip: 0.9, aster: 0.7 }, ["b", "a"]);
  const { lines, isSameData } = compareRounds(here, there);

  it("begin with the figures of the whole", () => {
    expect(lines.slice(0, 4).map(({ figure }) => figure)).toEqual([
      "accuracy",
      "precision",
      "recall",
      "f1",
    ]);
    expect(lines[0]).toMatchObject({ here: 0.9, there: 0.8 });
  });

  it("name every label of either round, the greatest change first", () => {
    expect(lines.slice(4).map(({ label }) => label)).toEqual([
      "aster",
      "tulip",
      "rose",
      "daisy",
    ]);
    expect(lines[4]).toMatchObject({ here: null, there: 0.7 });
  });

  it("of a detector compare mAP and the average precision of labels", () => {
    const detected = (map50: number, ap50: number | null): Evaluation =>
      ({
        kind: "detection",
        map50,
        map: map50 / 2,
        perClass: [{ label: "rose", ap50 }],
        pictures: [{ sampleId: "a" }],
      }) as unknown as Evaluation;
    expect(compareRounds(detected(0.8, 0.7), detected(0.6, null))).toEqual({
      lines: [
        { figure: "map50", label: null, here: 0.8, there: 0.6 },
        { figure: "map", label: null, here: 0.4, there: 0.3 },
        { figure: "ap50Of", label: "rose", here: 0.7, there: null },
      ],
      isSameData: true,
    });
  });

  it("tell whether they were judged on the same samples", () => {
    expect(isSameData).toBe(true);
    expect(compareRounds(here, round(1, {}, ["a", "c"])).isSameData).toBe(
      false,
    );
    expect(compareRounds(here, round(1, {}, ["a"])).isSameData).toBe(false);
  });
});
