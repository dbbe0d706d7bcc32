import { expect, test } from "vitest";
import { readThreshold, toldClass } from "./kept-threshold.ts";

const labels = ["a", "b", "c"];
const shares = Float64Array.of(9, 0.5, 0.3, 0.2);

test.each([
  [null, "a"],
  [{ label: "b", share: 0.3 }, "b"],
  [{ label: "b", share: 0.31 }, "a"],
  [{ label: "a", share: 0.6 }, "b"],
])("with the threshold %j it is %s", (threshold, told) => {
  expect(labels[toldClass(shares, 1, labels, threshold)]).toBe(told);
});

test.each([
  ['{"label":"d","share":0.5}', "The threshold is of d, which is no label"],
  ['{"label":"a","share":0}', "must be above 0 and at most 1, not 0"],
  ['{"label":"a"}', "not undefined"],
  ['{"label":"a","share":"0.5x"}', "not 0.5x"],
  ['{"label":', "threshold.json of the model is not JSON"],
  ["null", "The threshold is of undefined"],
])("a threshold that means nothing is refused: %s", (text, reason) => {
  expect(() => readThreshold(new TextEncoder().encode(text), labels)).toThrow(
    reason,
  );
});
