/** Feature vectors of all samples: from the cache, else computed batch by batch, so that pictures never pile up. */
import { mapConcurrent } from "#core/async.ts";
import { AppError } from "#core/errors.ts";
import {
  stageOf,
  type TrainReport,
  type TrainSample,
  type TrainTask,
} from "#labeling/contract.ts";
import type { Backbone } from "#ml/backbone.ts";
import {
  embed,
  featureCount,
  recipeKey,
  type FeatureRecipe,
} from "#ml/picture-features.ts";

const BATCH = 24;
const DECODERS = 4;
const CACHE_PAGE = 500;

async function cached(
  keys: readonly string[],
  size: number,
  task: TrainTask,
): Promise<(Float32Array | null)[]> {
  const found: (Float32Array | null)[] = [];
  for (let at = 0; at < keys.length; at += CACHE_PAGE) {
    const page = await task.cache.get(keys.slice(at, at + CACHE_PAGE));
    found.push(
      ...page.map((vector) => (vector?.length === size ? vector : null)),
    );
  }
  return found;
}

export async function embedSamples(
  backbone: Backbone,
  samples: readonly TrainSample[],
  recipe: FeatureRecipe,
  task: TrainTask,
  report: TrainReport,
  signal: AbortSignal,
): Promise<Float32Array[]> {
  const size = featureCount(recipe, backbone);
  const keys = samples.map(
    ({ hash }) => `${backbone.key}|${recipeKey(recipe)}|${hash}`,
  );
  const vectors = await cached(keys, size, task);
  const missing = vectors.flatMap((vector, i) => (vector ? [] : [i]));
  const read = (batch: readonly number[]) =>
    mapConcurrent(
      batch,
      DECODERS,
      async (i) =>
        task.readPixels(await (samples[i] as TrainSample).read(), recipe.sides),
      signal,
    );
  let ahead = read(missing.slice(0, BATCH));
  for (let at = 0; at < missing.length; at += BATCH) {
    signal.throwIfAborted();
    report.progress(
      stageOf.embed,
      samples.length - missing.length + at,
      samples.length,
    );
    const batch = missing.slice(at, at + BATCH);
    const pictures = await ahead;
    // The next batch is decoded while this one is computed.
    ahead = read(missing.slice(at + BATCH, at + 2 * BATCH));
    ahead.catch(() => undefined);
    const fresh = await embed(backbone, pictures, recipe);
    if (fresh.some((vector) => !vector.every(Number.isFinite)))
      throw new AppError(
        "model",
        "The feature extractor gave numbers that are not finite",
      );
    await task.cache.put(
      batch.map((i, n) => ({
        key: keys[i] ?? "",
        vector: fresh[n] as Float32Array,
      })),
    );
    batch.forEach((i, n) => (vectors[i] = fresh[n] ?? null));
  }
  await ahead.catch(() => undefined);
  report.progress(stageOf.embed, samples.length, samples.length);
  return vectors.map((vector) => vector ?? new Float32Array(size));
}
