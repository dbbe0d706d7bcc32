import { expect, test } from "vitest";
import type { Backbone, Look, Pixels } from "./backbone.ts";
import {
  COLOURS,
  embed,
  featureCount,
  plainCount,
  recipeKey,
  type FeatureRecipe,
} from "./picture-features.ts";

const picture = (side: number): Pixels => ({
  side,
  rgba: new Uint8ClampedArray(side * side * 4),
});

/** Answers with the side and the texture. */
const backbone = {
  length: 1,
  textureLengths: (detail) => (detail ? [1, 1] : []),
  features: (pictures: readonly Pixels[], { textures }: Look) =>
    Promise.resolve(
      Float32Array.from(
        pictures.flatMap(({ side }) =>
          [side, side + 0.1, side + 0.2].slice(0, textures ? 3 : 1),
        ),
      ),
    ),
} as Partial<Backbone> as Backbone;

const recipe: FeatureRecipe = {
  sides: [2, 4],
  mirror: true,
  colours: true,
  textures: true,
};

test("what a linear head reads comes first, then textures", async () => {
  const pictures = new Map([2, 4].map((side) => [side, picture(side)]));
  const vector = await embed(backbone, pictures, recipe);
  const plain = plainCount(recipe, backbone);
  expect(plain).toBe(2 + COLOURS);
  expect([...vector.slice(0, 2)]).toEqual([2, 4]);
  const textures = [2.1, 2.2, 4.1, 4.2];
  expect(vector.slice(plain)).toEqual(Float32Array.from(textures));
  expect(vector).toHaveLength(featureCount(recipe, backbone));
});

test("other features have another key", () => {
  const keys = [false, true].map((textures) =>
    recipeKey({ ...recipe, textures }),
  );
  keys.push(recipeKey({ ...recipe, nearer: true }));
  keys.push(recipeKey({ ...recipe, nearer: true, turns: true }));
  keys.push(recipeKey({ ...recipe, textures: "fine" }));
  expect(new Set(keys).size).toBe(5);
  // Models from before there were textures do not say so.
  const { textures: _textures, ...earlier } = recipe;
  expect(recipeKey(earlier)).toBe(keys[0]);
});

test("corners are seen one by one at the smallest side, and stand behind the rest", async () => {
  const seen: number[][] = [];
  const watched = {
    ...backbone,
    features: (pictures: readonly Pixels[], look: Look) => {
      seen.push(pictures.map(({ side }) => side));
      return backbone.features(pictures, look);
    },
  };
  const nearer = { ...recipe, sides: [4, 8], nearer: true };
  const pictures = new Map([4, 5, 8].map((side) => [side, picture(side)]));
  const vector = await embed(watched, pictures, nearer);
  expect(seen).toEqual([[4], [8], [4], [4], [4], [4]]);
  const whole = await embed(backbone, pictures, { ...nearer, nearer: false });
  expect(vector.slice(0, whole.length)).toEqual(whole);
  const corners = [...vector.slice(whole.length)];
  expect(corners.map((value) => Number(value.toFixed(3)))).toEqual([
    4, 4.1, 4.2,
  ]);
  expect(vector).toHaveLength(featureCount(nearer, backbone));
});

test("turned views weigh half", async () => {
  // Answers with the first pixel's red.
  const red = {
    ...backbone,
    features: (pictures: readonly Pixels[]) =>
      Promise.resolve(Float32Array.from(pictures, ({ rgba }) => rgba[0] ?? 0)),
  };
  const rgba = new Uint8ClampedArray(16);
  [80, 20, 50, 110].forEach((value, at) => (rgba[at * 4] = value));
  const turned = { sides: [2], mirror: false, colours: false, turns: true };
  const pictures = new Map([[2, { side: 2, rgba }]]);
  const [value] = await embed(red, pictures, turned);
  expect(value).toBe((80 + (20 + 50 + 110) / 3) / 2);
});
