import { expect, test } from "vitest";
import {
  descriptionProblem,
  labelingJobNameProblem,
} from "./labeling-job-name.ts";

const texts = {
  empty: "empty",
  long: (most: number, found: number) => `${String(found)} > ${String(most)}`,
  characters: (wrong: string) => wrong,
};

test.each([
  ["task-a1B_", true],
  ["", false],
  ["a b", false],
  ["Früchte", false],
  ["x".repeat(100), true],
  ["x".repeat(101), false],
])("name %j", (name, isFine) => {
  expect(labelingJobNameProblem(name, texts) === null).toBe(isFine);
});

test.each([
  ["", true],
  ["plain text, with marks: (1)", true],
  ["a < b", false],
  ["it's", false],
  ["x".repeat(257), false],
])("description %j", (text, isFine) => {
  expect(descriptionProblem(text, texts) === null).toBe(isFine);
});
