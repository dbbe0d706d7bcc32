import { expect, test } from "vitest";
import type { FeatureCache } from "#labeling/learning-contract.ts";
import type { Backbone, Pixels } from "#ml/backbone.ts";
import { featureCount, type FeatureRecipe } from "#ml/picture-features.ts";
import {
  memoryCache,
  patternSamples,
  patternTask,
  Reports,
} from "../../../../tests/support/pattern-pictures.ts";
import { embedSamples } from "./embed-samples.ts";

/** Shows how bright the upper left quarter is, and the whole. */
function look({ side, rgba }: Pixels): number[] {
  let [corner, whole] = [0, 0];
  for (let at = 0; at < side * side; at += 1) {
    const value = rgba[at * 4] ?? 0;
    whole += value;
    if (at % side < side / 2 && at < (side * side) / 2) corner += value;
  }
  return [corner, whole].map((sum) => sum / (side * side));
}

const backbone = {
  key: "eyes",
  length: 2,
  textureLengths: () => [],
  features: (pictures: readonly Pixels[]) =>
    Promise.resolve(Float32Array.from(pictures.flatMap(look))),
} as Partial<Backbone> as Backbone;

const recipe: FeatureRecipe = {
  sides: [8, 16],
  mirror: false,
  colours: true,
  nearer: true,
  turns: true,
};
const samples = patternSamples(["dots", "rings"], 20);

async function seen(own: FeatureRecipe, cache: FeatureCache, some = samples) {
  const rows = await embedSamples(
    backbone,
    some,
    own,
    patternTask(some, {}, { cache }),
    new Reports(),
    new AbortController().signal,
  );
  return rows.map((row) => [...row]);
}

test("samples are seen alike whatever of them was kept", async () => {
  const wanted = await seen(recipe, memoryCache());
  expect(wanted[0]).toHaveLength(featureCount(recipe, backbone));
  const cache = memoryCache();
  // All of some of them, one side of others and the other side of the rest.
  const own = { ...recipe, nearer: false };
  await seen(recipe, cache, samples.slice(0, 7));
  await seen({ ...own, sides: [8] }, cache, samples.slice(7, 20));
  await seen({ ...own, sides: [16] }, cache, samples.slice(20, 30));
  expect(await seen(recipe, cache)).toEqual(wanted);
  expect(await seen(recipe, cache)).toEqual(wanted);
});

test("corners stand behind the whole, and turns change the whole alone", async () => {
  const [turned = []] = await seen(recipe, memoryCache());
  const [upright = []] = await seen({ ...recipe, turns: false }, memoryCache());
  expect(turned.slice(-2)).toEqual(upright.slice(-2));
  expect(turned[0]).not.toBe(upright[0]);
});
