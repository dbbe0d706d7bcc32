import "@tensorflow/tfjs-backend-cpu";
import { expect, test, vi } from "vitest";
import { AppError } from "#core/errors.ts";
import { seededRandom } from "#core/random.ts";
import type { ReadPixels } from "#labeling/learning-contract.ts";
import type { Backbone, Pixels } from "#ml/backbone.ts";
import {
  patternSamples,
  patternTask,
  Reports,
} from "../../../../tests/support/pattern-pictures.ts";
import * as kernelHead from "#ml/kernel-head.ts";
import { recipeOf } from "./recipes.ts";
import { seeSamples } from "./see-samples.ts";
import { trainingSet } from "#labeling/whole-labels/training-set.ts";

vi.mock("#ml/kernel-head.ts", { spy: true });

/** Two of the four pixels are bright, round the picture from the upper left one. */
const BRIGHT: Readonly<Record<string, (turn: number) => number[]>> = {
  side: (turn) => [turn % 4, (turn + 1) % 4],
  diagonal: (turn) => [turn % 2, (turn % 2) + 2],
  top: () => [0, 1],
  bottom: () => [2, 3],
};
/** Places of the pixels, row by row, on the way round. */
const ROUND = [0, 1, 3, 2];

const read: ReadPixels = async (file, sides) => {
  const [name = "", number = "0"] = (await file.text()).split(" ");
  const random = seededRandom(Number(number) + 1);
  const bright = BRIGHT[name]?.(Math.floor(random() * 4)) ?? [];
  const rgba = new Uint8ClampedArray(16).fill(255);
  ROUND.forEach((place, at) => {
    rgba[place * 4] = (bright.includes(at) ? 150 : 30) + random() * 90;
  });
  return sides.map(() => ({ side: 2, rgba }));
};

/** Shows each pixel, and what neighbours and opposites have in common. */
function look({ rgba }: Pixels): number[] {
  const [a = 0, b = 0, c = 0, d = 0] = ROUND.map(
    (place) => (rgba[place * 4] ?? 0) / 255,
  );
  return [a, b, c, d, a * b, b * c, c * d, d * a, a * c, b * d];
}

const backbone = {
  key: "eyes",
  length: 10,
  textureLengths: () => [],
  features: (pictures: readonly Pixels[]) =>
    Promise.resolve(Float32Array.from(pictures.flatMap(look))),
} as Partial<Backbone> as Backbone;

async function sightOf(labels: readonly string[]) {
  const samples = patternSamples(labels, 12);
  const task = patternTask(samples, {}, { readPixels: read });
  const reports = new Reports();
  const set = trainingSet(samples, reports.event);
  const features = {
    sides: [2],
    mirror: false,
    colours: false,
    textures: false,
  };
  const recipe = { ...recipeOf("accuracy_first", null), features };
  const { signal } = new AbortController();
  const sight = await seeSamples(
    { backbone, task, report: reports, signal, recipe, set },
    samples.map((_, i) => i),
  );
  return { ...sight, said: reports.events.join() };
}

test("what lies any way round is seen turned too", async () => {
  const { features, rows, said } = await sightOf(["side", "diagonal"]);
  expect(features.turns).toBe(true);
  expect(said).toContain("better");
  // A picture seen all ways round looks the same on neighbouring pixels, up to the weight of upright.
  const spread = rows.map(
    (row) => Math.max(...row.slice(0, 4)) - Math.min(...row.slice(0, 4)),
  );
  expect(Math.max(...spread)).toBeLessThan(0.5);
});

test("what has an upper side is seen upright", async () => {
  const { features, rows, said } = await sightOf(["top", "bottom"]);
  expect(features.turns ?? false).toBe(false);
  expect(said).toContain("no better");
  expect(rows).toHaveLength(24);
});

test("a kernel head that cannot be fitted costs no more than that part of the model", async () => {
  const fit = vi.spyOn(kernelHead, "fitKernelHead");
  fit.mockRejectedValue(new AppError("model", "Nothing is determined"));
  const { features, said } = await sightOf(["side", "diagonal"]);
  expect(features.turns ?? false).toBe(false);
  expect(said).toContain("Left out a part of the model: Nothing is determined");
});
