import { describe, expect, it } from "vitest";
import { labelResults } from "./label-results.ts";

// Rows are true labels: 8 of 10 roses are found, 1 is taken for a tulip, 1 for a daisy.
const confusion = [
  [8, 1, 1],
  [3, 5, 0],
  [0, 0, 0],
];

describe("labelResults", () => {
  it("tells what a label is taken for, and what is taken for it", () => {
    expect(labelResults({ confusion }, 0)).toEqual({
      samples: 10,
      right: 8,
      taken: 11,
      predicted: [
        { label: 0, count: 8, share: 0.8 },
        { label: 1, count: 1, share: 0.1 },
        { label: 2, count: 1, share: 0.1 },
      ],
      sources: [{ label: 1, count: 3 }],
    });
  });

  it("says nothing of a label that was not judged but what was taken for it", () => {
    expect(labelResults({ confusion }, 2)).toEqual({
      samples: 0,
      right: 0,
      taken: 1,
      predicted: [],
      sources: [{ label: 0, count: 1 }],
    });
  });
});
