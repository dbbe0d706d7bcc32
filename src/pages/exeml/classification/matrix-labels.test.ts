import { expect, it } from "vitest";
import { mostMistaken } from "./matrix-labels.ts";

const confusion = [
  [9, 0, 0, 0],
  [0, 2, 0, 3],
  [1, 0, 7, 0],
  [0, 0, 0, 8],
];

it("shows all labels where there is room, else those with the most mistakes in their order", () => {
  expect(mostMistaken(confusion, 4)).toEqual([0, 1, 2, 3]);
  expect(mostMistaken(confusion, 2)).toEqual([1, 3]);
});
