import { describe, expect, test } from "vitest";
import type { PixelBox } from "#core/detection.ts";
import { judgeLabel } from "./judge-labels.ts";

const box: PixelBox = [10, 10, 110, 60];
/** Overlaps `box` by 0.8. */
const near: PixelBox = [10, 10, 110, 50];
const away: PixelBox = [300, 10, 400, 60];

const answer = (
  ...objects: readonly (readonly [
    label: number,
    score: number,
    box: PixelBox,
  ])[]
) => ({
  labels: ["cat", "dog"],
  threshold: 0.4,
  objects: objects.map(([label, score, place]) => ({
    label,
    score,
    box: place,
  })),
});

describe("a model's word on a label", () => {
  test("is its score at the place, and how far the boxes differ", () => {
    const { score, disagreement, says } = judgeLabel(
      "cat",
      box,
      answer([0, 0.9, near], [0, 0.95, away]),
    );
    expect(score).toBe(0.9);
    expect(disagreement).toBeCloseTo(0.2, 9);
    expect(says).toEqual({ label: "cat", score: 0.9 });
  });

  test("is that there is nothing, where it found nothing there", () => {
    expect(judgeLabel("cat", box, answer([0, 0.9, away]))).toEqual({
      score: 0,
      disagreement: 1,
      says: null,
    });
  });

  test("counts by how sure it is, below the score that it shows objects from", () => {
    const { disagreement } = judgeLabel("cat", box, answer([0, 0.1, box]));
    expect(disagreement).toBeCloseTo(0.75, 9);
  });

  test("comes before all, where it is surer of another label", () => {
    const { score, disagreement, says } = judgeLabel(
      "cat",
      box,
      answer([0, 0.3, near], [1, 0.8, near]),
    );
    expect(score).toBe(0.3);
    expect(disagreement).toBeCloseTo(1.5, 9);
    expect(says).toEqual({ label: "dog", score: 0.8 });
  });

  test("is not another label, where it would not show that one", () => {
    const { disagreement } = judgeLabel("cat", box, answer([1, 0.39, near]));
    expect(disagreement).toBe(1);
  });

  test("is nothing about a dot", () => {
    const dot: PixelBox = [20, 20, 20, 20];
    expect(judgeLabel("cat", dot, answer([0, 0.9, box])).says).toBeNull();
  });
});
