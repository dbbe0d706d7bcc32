import { expect, it } from "vitest";
import { recordedPath } from "./recorded-names.ts";

it.each([
  ["rain", "", 1, "rain-001.wav"],
  [" rain ", "wet", 12, "wet/rain-012.wav"],
  ["a/b", "c/d:e", 1234, "c-d-e/a-b-1234.wav"],
  ["", " ", 1, "recording-001.wav"],
])("%s with label %s, number %i, is %s", (name, label, number, path) => {
  expect(recordedPath({ name, label }, number)).toBe(path);
});
