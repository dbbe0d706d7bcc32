import { expect, test } from "vitest";
import type { Backbone } from "#ml/backbone.ts";
import { featureCount } from "#ml/picture-features.ts";
import { textureLengths } from "#ml/textures.ts";
import { fittingFeatures } from "./fitting-features.ts";
import { recipeOf } from "./recipes.ts";

const embedded = {
  length: 736,
  textureLengths,
} as Partial<Backbone> as Backbone;
const { features: accurate } = recipeOf("accuracy_first", null);

test("samples that fit are seen as the preference says", () => {
  expect(fittingFeatures(accurate, embedded, 5000)).toBe(accurate);
  const { features } = recipeOf("balance", null);
  expect(fittingFeatures(features, embedded, 1e6)).toBe(features);
});

test("of so many samples that fine textures would not fit, coarse ones are seen", () => {
  const seen = fittingFeatures(accurate, embedded, 10_000);
  expect(seen).toEqual({ ...accurate, textures: true });
  expect(10_000 * 4 * featureCount(seen, embedded)).toBeLessThan(400e6);
});
