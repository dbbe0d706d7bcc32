import { expect, it } from "vitest";
import { outdatedReason } from "./outdated-model.ts";

it.each([
  ["tuned layers", { tunedSides: [64] }],
  ["corners in one view", { recipe: { corners: true } }],
])("a model with %s is to be trained again", (_what, description) => {
  expect(outdatedReason(description)).toContain("train it again");
});

it.each([
  ["a model of now", { recipe: { corners: false } }],
  ["one that was never tuned", { tunedSides: null, recipe: {} }],
  ["one of another kind", {}],
])("%s is as good as ever", (_what, description) => {
  expect(outdatedReason(description)).toBeNull();
});
