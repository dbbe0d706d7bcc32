import { expect, test } from "vitest";
import type { TrainingPreference } from "#core/training.ts";
import type { Backbone } from "#ml/backbone.ts";
import { encodePictureModel } from "#ml/picture-model.ts";
import { earlierModel } from "./earlier-model.ts";
import { recipeOf } from "./recipes.ts";

const backbone = { key: "eyes", length: 2 } as Partial<Backbone> as Backbone;
const metrics = { f1: 1, recall: 1, precision: 1, accuracy: 1 };
const files = encodePictureModel(
  {
    backbone: "eyes",
    recipe: recipeOf("balance", null).features,
    labels: ["cat", "dog"],
    temperature: 1,
    members: [{ share: 1, temperature: 1 }],
    head: {
      classes: 2,
      features: 2,
      weights: Float32Array.of(1, 2, 3, 4),
      bias: Float32Array.of(5, 6),
    },
    kernel: null,
  },
  "image_classification",
  metrics,
);

function startOf(preference: TrainingPreference) {
  const said: string[] = [];
  const { features } = recipeOf(preference, null);
  const labels = ["dog", "owl"];
  const head = earlierModel(files, backbone, features, labels, (text) =>
    said.push(text),
  );
  return { head, said };
}

test("a model on the same features gives the rows of the labels that are still there", () => {
  const { head, said } = startOf("balance");
  expect([...(head?.weights ?? [])]).toEqual([3, 4, 0, 0]);
  expect([...(head?.bias ?? [])]).toEqual([6, 0]);
  expect(said).toEqual([
    "Starts from the earlier model: 1 of its 2 labels are still there, 1 are new",
  ]);
});

test("a model that looked at other features is left alone, and nothing else is said", () => {
  const { head, said } = startOf("accuracy_first");
  expect(head).toBeNull();
  expect(said).toEqual([
    expect.stringMatching(/looked at other features.*training starts anew/),
  ]);
});
