import { expect, it } from "vitest";
import type { LabelId } from "#core/ids.ts";
import { durationFigures } from "./duration-figures.ts";

const [rain, dog] = ["rain" as LabelId, "dog" as LabelId];

it("counts seconds for each label, and what has none", () => {
  const figures = durationFigures([
    { labels: [rain], seconds: 4 },
    { labels: [rain, dog], seconds: 1.5 },
    { labels: [], seconds: 2 },
    { labels: [dog, dog], seconds: 8 },
  ]);
  expect(figures).toEqual({
    perLabel: new Map([
      [rain, 5.5],
      [dog, 9.5],
    ]),
    unlabeled: 2,
    total: 15.5,
    shortest: 1.5,
    median: 2,
    longest: 8,
  });
});

it("has nothing to say of no recordings", () => {
  expect(durationFigures([])).toBeNull();
});
