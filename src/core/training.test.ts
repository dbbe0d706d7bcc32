import { expect, it } from "vitest";
import { curveWith, minutesLeft, type EpochReport } from "./training.ts";

it("a run that goes on has what it has not used of its time, and never less than none", () => {
  expect(minutesLeft({ maxMinutes: 6 }, 0)).toBe(6);
  expect(minutesLeft({ maxMinutes: 6 }, 90_000)).toBe(4.5);
  expect(minutesLeft({ maxMinutes: 6 }, 400_000)).toBe(0);
});

const point = (stage: string, epoch: number): EpochReport => ({
  stage,
  epoch,
  epochs: 9,
  trainLoss: 1,
  validationLoss: null,
  validationFigure: null,
});

it("a curve goes on where the training does", () => {
  const curve = [1, 2, 3].map((epoch) => point("head", epoch));
  const after = curveWith(curve, point("head", 3));
  expect(after.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
});

it("a training that starts anew leaves no points of another stage in the curve", () => {
  const curve = [point("head", 1), point("fine_tune", 1)];
  expect(curveWith(curve, point("head", 1))).toEqual([point("head", 1)]);
});
