import { expect, test } from "vitest";
import type { Backbone } from "./backbone.ts";
import { weightingsOf } from "./feature-sections.ts";
import { featureCount, type FeatureRecipe } from "./picture-features.ts";

const backbone = {
  length: 3,
  textureLengths: (detail) => (detail ? [1, 4] : []),
} as Partial<Backbone> as Backbone;

const recipe: FeatureRecipe = {
  sides: [2, 4],
  mirror: true,
  colours: false,
  textures: "fine",
  nearer: true,
};
const sum = (values: Float32Array): number =>
  values.reduce((total, value) => total + value, 0);

test("weights are 1 in the mean, and every feature has one", () => {
  for (const weights of weightingsOf(recipe, backbone)) {
    expect(weights).toHaveLength(featureCount(recipe, backbone));
    expect(sum(weights)).toBeCloseTo(weights.length, 3);
  }
});

test("the larger side counts more and more, the corners as the smallest side", () => {
  const shares = weightingsOf(recipe, backbone).map((weights) => {
    // Plain 2, plain 4, textures 2, textures 4, then the corners: plain and textures.
    const larger = sum(weights.slice(3, 6)) + sum(weights.slice(11, 16));
    const smallest = sum(weights.slice(0, 3)) + sum(weights.slice(6, 11));
    expect(sum(weights.slice(16))).toBeCloseTo(smallest, 3);
    return larger / smallest;
  });
  expect(shares.map((share) => Number(share.toFixed(3)))).toEqual([0.5, 1, 4]);
});

test("a kind of features counts alike however many numbers it has", () => {
  const [weights = new Float32Array()] = weightingsOf(recipe, backbone);
  expect(sum(weights.slice(7, 11))).toBeCloseTo(weights[6] ?? NaN, 3);
});
