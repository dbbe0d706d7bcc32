/**
 * Feature vectors of all samples: from the cache, else computed batch by batch, so that pictures
 * never pile up. Each side is cached by itself: preferences that share sides share the work.
 */
import { stageOf } from "#labeling/stages.ts";
import { mapConcurrent } from "#core/async.ts";
import { AppError } from "#core/errors.ts";
import type {
  TrainReport,
  TrainSample,
  TrainTask,
} from "#labeling/learning-contract.ts";
import type { Backbone } from "#ml/backbone.ts";
import {
  COLOURS,
  embedView,
  addView,
  featureCount,
  plainCount,
  recipeFor,
  recipeKey,
  sidesFor,
  textureCount,
  viewCount,
  viewsOf,
  type FeatureRecipe,
  type View,
} from "#ml/picture-features.ts";

const BATCH = 24;
const DECODERS = 4;
const CACHE_PAGE = 500;

/** A stretch of the feature vector that is cached under a key of its own. */
interface Part {
  readonly key: string;
  readonly from: number;
  readonly length: number;
  /** The side it is computed from. */
  readonly side: number;
  readonly kind: "plain" | "colours" | "textures";
}

function partsOf(
  backbone: Backbone,
  recipe: FeatureRecipe,
  view: View,
): Part[] {
  const { sides, mirror, colours, textures = false } = recipeFor(recipe, view);
  const { length, key } = backbone;
  const textureLength = textureCount(recipe, backbone);
  const name = view === "whole" ? key : `${view}-1|${key}`;
  const own = (side: number): string =>
    `${name}|${recipeKey({ sides: [side], mirror, colours: false })}`;
  const plain = sides.map((side, i): Part => ({
    key: own(side),
    from: i * length,
    length,
    side,
    kind: "plain",
  }));
  const side = sides[0] ?? 0;
  const colour: Part = {
    key: `colours-1|${String(sidesFor({ ...recipe, sides: [side] }, view)[0])}`,
    from: sides.length * length,
    length: COLOURS,
    side,
    kind: "colours",
  };
  const first = plainCount(recipeFor(recipe, view), backbone);
  const textured = sides.map((each, i): Part => ({
    key: `${textures === "fine" ? "fine-" : ""}textures-1|${own(each)}`,
    from: first + i * textureLength,
    length: textureLength,
    side: each,
    kind: "textures",
  }));
  return [
    ...plain,
    ...(colours ? [colour] : []),
    ...(textures ? textured : []),
  ];
}

/** Adds a part of one sample to its vector of all views: each may be added once. */
type AddPart = (sample: number, part: Part, values: Float32Array) => void;

/** Adds what the cache has. @returns for each part the samples that lack it. */
async function fillIn(
  add: AddPart,
  samples: readonly TrainSample[],
  parts: readonly Part[],
  { cache }: TrainTask,
): Promise<Set<number>[]> {
  return Promise.all(
    parts.map(async (part) => {
      const { key, length } = part;
      const lacking = new Set<number>();
      for (let at = 0; at < samples.length; at += CACHE_PAGE) {
        const page = samples.slice(at, at + CACHE_PAGE);
        const found = await cache.get(page.map(({ hash }) => `${key}|${hash}`));
        page.forEach((_, i) => {
          const values = found[i];
          if (values?.length === length) add(at + i, part, values);
          else lacking.add(at + i);
        });
      }
      return lacking;
    }),
  );
}

/**
 * Adds what the samples show in one view to their vectors: a second vector of each would not fit
 * into memory where they are many.
 * @param done hears how many samples have theirs.
 */
async function viewSamples(
  backbone: Backbone,
  vectors: readonly Float32Array[],
  samples: readonly TrainSample[],
  recipe: FeatureRecipe,
  view: View,
  task: TrainTask,
  done: (count: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const size = viewCount(recipe, view, backbone);
  const add: AddPart = (sample, { from }, values) =>
    addView(vectors[sample] as Float32Array, view, values, { from, size });
  const all = partsOf(backbone, recipe, view);
  const lacking = await fillIn(add, samples, all, task);
  const parts = all.filter((_, p) => (lacking[p]?.size ?? 0) > 0);
  const missing = samples.flatMap((_, i) =>
    lacking.some((places) => places.has(i)) ? [i] : [],
  );
  // What some of them lack is computed for all of them: mostly they lack the same.
  const sides = recipeFor(recipe, view).sides.filter((side) =>
    parts.some((part) => part.side === side),
  );
  const reduced: FeatureRecipe = {
    ...recipe,
    sides,
    colours: parts.some(({ kind }) => kind === "colours"),
    textures:
      parts.some(({ kind }) => kind === "textures") &&
      (recipe.textures ?? false),
  };
  const places = partsOf(backbone, reduced, view);
  const shown = sidesFor(reduced, view);
  const read = (batch: readonly number[]) =>
    mapConcurrent(
      batch,
      DECODERS,
      async (i) =>
        task.readPixels(await (samples[i] as TrainSample).read(), shown),
      signal,
    );
  let ahead = read(missing.slice(0, BATCH));
  for (let at = 0; at < missing.length; at += BATCH) {
    signal.throwIfAborted();
    done(samples.length - missing.length + at);
    const batch = missing.slice(at, at + BATCH);
    const pictures = await ahead;
    // The next batch is decoded while this one is computed.
    ahead = read(missing.slice(at + BATCH, at + 2 * BATCH));
    ahead.catch(() => undefined);
    const fresh = await embedView(backbone, pictures, reduced, view);
    if (fresh.some((vector) => !vector.every(Number.isFinite)))
      throw new AppError(
        "model",
        "The feature extractor gave numbers that are not finite",
      );
    const entries = batch.flatMap((i, n) =>
      places.map(({ key, from, length }) => {
        const vector = (fresh[n] as Float32Array).slice(from, from + length);
        all.forEach((part, p) => {
          if (part.key === key && lacking[p]?.has(i)) add(i, part, vector);
        });
        const { hash } = samples[i] as TrainSample;
        return { key: `${key}|${hash}`, vector };
      }),
    );
    await task.cache.put(entries);
  }
  await ahead.catch(() => undefined);
}

export async function embedSamples(
  backbone: Backbone,
  samples: readonly TrainSample[],
  recipe: FeatureRecipe,
  task: TrainTask,
  report: TrainReport,
  signal: AbortSignal,
): Promise<Float32Array[]> {
  const views = viewsOf(recipe);
  const size = featureCount(recipe, backbone);
  const vectors = samples.map(() => new Float32Array(size));
  for (const [v, view] of views.entries()) {
    await viewSamples(
      backbone,
      vectors,
      samples,
      recipe,
      view,
      task,
      (count) => {
        const seen = v * samples.length + count;
        const whole = Math.floor(seen / views.length);
        report.progress(stageOf.embed, whole, samples.length);
      },
      signal,
    );
  }
  report.progress(stageOf.embed, samples.length, samples.length);
  return vectors;
}
