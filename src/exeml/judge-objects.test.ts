import { describe, expect, it } from "vitest";
import type {
  DetectedPicture,
  FoundObject,
  PixelBox,
  TrueObject,
} from "#core/detection.ts";
import { judgePicture } from "./judge-objects.ts";

const at = (x: number, y = 0): PixelBox => [x, y, x + 100, y + 100];
const isObject = (
  label: number,
  box: PixelBox,
  isIgnored = false,
): TrueObject => ({
  label,
  box,
  isIgnored,
});
const isFound = (label: number, score: number, box: PixelBox): FoundObject => ({
  label,
  score,
  box,
});
const judge = (truth: readonly TrueObject[], found: readonly FoundObject[]) =>
  judgePicture({ truth, found } as unknown as DetectedPicture);
const verdicts = (
  truth: readonly TrueObject[],
  found: readonly FoundObject[],
): string[] =>
  judge(truth, found).objects.map(
    ({ verdict, truth: place }) => `${verdict} ${String(place)}`,
  );

describe("judging found objects", () => {
  it("takes the free true object with the larger overlap; the second one on it is a duplicate", () => {
    const truth = [isObject(0, at(0)), isObject(0, at(30))];
    expect(
      verdicts(truth, [isFound(0, 0.9, at(20)), isFound(0, 0.8, at(25))]),
    ).toEqual(["right 1", "right 0"]);
    expect(
      verdicts(
        [isObject(0, at(0))],
        [isFound(0, 0.5, at(0)), isFound(0, 0.9, at(10))],
      ),
    ).toEqual(["right 0", "duplicate 0"]);
  });

  it("tells poor boxes, wrong labels, both, and background apart by their overlap", () => {
    const truth = [isObject(0, at(0))];
    expect(verdicts(truth, [isFound(0, 0.9, at(40))])).toEqual(["poorBox 0"]);
    expect(verdicts(truth, [isFound(1, 0.9, at(10))])).toEqual([
      "wrongLabel 0",
    ]);
    expect(verdicts(truth, [isFound(1, 0.9, at(40))])).toEqual([
      "wrongLabelAndBox 0",
    ]);
    expect(verdicts(truth, [isFound(0, 0.9, at(90))])).toEqual([
      "background null",
    ]);
    expect(verdicts([], [isFound(0, 0.9, at(0))])).toEqual(["background null"]);
  });

  it("finds at an overlap of exactly one half", () => {
    const truth = [isObject(0, [0, 0, 100, 100])];
    expect(verdicts(truth, [isFound(0, 1, [0, 0, 50, 100])])).toEqual([
      "right 0",
    ]);
  });

  it("holds objects that may be ignored neither for nor against", () => {
    const truth = [isObject(0, at(0), true), isObject(0, at(300))];
    expect(
      verdicts(truth, [isFound(0, 0.9, at(0)), isFound(0, 0.8, at(5))]),
    ).toEqual(["ignored 0", "ignored 0"]);
    expect(verdicts(truth, [isFound(1, 0.9, at(0))])).toEqual([
      "background null",
    ]);
  });

  it("tells the scores at which a true object is found, or touched by a wrong one", () => {
    const truth = [
      isObject(0, at(0)),
      isObject(0, at(300)),
      isObject(0, at(600)),
    ];
    const { foundAt, touchedAt } = judge(truth, [
      isFound(0, 0.9, at(0)),
      isFound(1, 0.7, at(300)),
      isFound(1, 0.6, at(640)),
    ]);
    expect(foundAt).toEqual([0.9, -1, -1]);
    expect(touchedAt).toEqual([-1, 0.7, -1]);
  });
});
