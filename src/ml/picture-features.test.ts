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
  const pictures = new Map([2, 4].map((side) => [side, picture(side)]));
  const vector = await embed(backbone, pictures, recipe);
  const plain = plainCount(recipe, backbone);
  expect(plain).toBe(2 + COLOURS);
  expect([...vector.slice(0, 2)]).toEqual([2, 4]);
  const textures = [2.1, 2.2, 4.1, 4.2, 2.3, 2.4, 4.3, 4.4];
  expect(vector.slice(plain)).toEqual(Float32Array.from(textures));
  expect(vector).toHaveLength(featureCount(recipe, backbone));
});

test("the middles may be left out", () => {
  const without = { ...recipe, textures: 1 } as const;
  const used = featureChoices(recipe, backbone).map((isUsed) =>
    Array.from({ length: featureCount(recipe, backbone) }, (_, j) => j).filter(
      isUsed,
    ),
  );
  expect(used.map(({ length }) => length)).toEqual([
    featureCount(recipe, backbone),
    featureCount(without, backbone),
  ]);
  expect(used[1]?.every((feature, j) => feature === j)).toBe(true);
  expect(featureChoices(without, backbone)).toHaveLength(1);
});

test("other features have another key", () => {
  const keys = ([0, 1, 2] as const).map((textures) =>
    recipeKey({ ...recipe, textures }),
  );
  keys.push(recipeKey({ ...recipe, corners: true }));
  expect(new Set(keys).size).toBe(4);
  // Models from before there were textures do not say so.
  const { textures: _textures, ...earlier } = recipe;
  expect(recipeKey(earlier)).toBe(keys[0]);
});

test("corners join all but the middles", async () => {
  const seen: number[] = [];
  const watched = {
    ...backbone,
    features: (pictures: readonly Pixels[], look: Look) => {
      seen.push(look.textures);
      return backbone.features(pictures, look);
    },
  };
  const cornered = { ...recipe, sides: [4], colours: false, corners: true };
  const pictures = new Map([4, 5].map((side) => [side, picture(side)]));
  const vector = await embed(watched, pictures, cornered);
  expect(seen).toEqual([2, 1, 1, 1, 1]);
  const plain = { ...cornered, corners: false };
  expect(vector).toEqual(await embed(backbone, pictures, plain));
});
