import { expect, test } from "vitest";
import type { Backbone, Look, Pixels } from "./backbone.ts";
import {
  COLOURS,
  embed,
  featureChoices,
  featureCount,
  plainCount,
  recipeKey,
  type FeatureRecipe,
} from "./picture-features.ts";

const picture = (side: number): Pixels => ({
  side,
  rgba: new Uint8ClampedArray(side * side * 4),
});

/** Answers with the side, the texture of the whole and that of the middle. */
const backbone = {
  length: 1,
  textureLength: 2,
  features: (pictures: readonly Pixels[], { textures }: Look) =>
    Promise.resolve(
      Float32Array.from(
        pictures.flatMap(({ side }) =>
          [side, side + 0.1, side + 0.2, side + 0.3, side + 0.4].slice(
            0,
            1 + 2 * textures,
          ),
        ),
      ),
    ),
} as Partial<Backbone> as Backbone;

const recipe: FeatureRecipe = {
  sides: [2, 4],
  mirror: true,
  colours: true,
  textures: 2,
};

test("what a linear head reads comes first, then whole pictures, then their middles", async () => {
  const pictures = [[picture(2), picture(4)]];
  const [vector] = await embed(backbone, pictures, recipe);
  const plain = plainCount(recipe, backbone);
  expect(plain).toBe(2 + COLOURS);
  expect([...(vector ?? [])].slice(0, 2)).toEqual([2, 4]);
  const textures = [2.1, 2.2, 4.1, 4.2, 2.3, 2.4, 4.3, 4.4];
  expect(vector?.slice(plain)).toEqual(Float32Array.from(textures));
  expect(vector).toHaveLength(featureCount(recipe, backbone));
});

test("the largest side and the middles may be left out", () => {
  const three = { ...recipe, sides: [2, 4, 6], colours: false };
  const used = featureChoices(three, backbone).map((isUsed) =>
    Array.from({ length: featureCount(three, backbone) }, (_, j) => j)
      .filter(isUsed)
      .join(),
  );
  // 3 plain ones, 2 textures of each whole side, 2 of each middle.
  expect(used).toEqual([
    "0,1,2,3,4,5,6,7,8,9,10,11,12,13,14",
    "0,1,2,3,4,5,6,7,8",
    "0,1,3,4,5,6,9,10,11,12",
    "0,1,3,4,5,6",
  ]);
  expect(featureChoices({ ...recipe, textures: 1 }, backbone)).toHaveLength(1);
});

test("other features have another key", () => {
  const keys = ([0, 1, 2] as const).map((textures) =>
    recipeKey({ ...recipe, textures }),
  );
  expect(new Set(keys).size).toBe(3);
  // Models from before there were textures do not say so.
  const { textures: _textures, ...earlier } = recipe;
  expect(recipeKey(earlier)).toBe(keys[0]);
});
