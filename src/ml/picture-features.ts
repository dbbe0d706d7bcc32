/**
 * Pictures -> feature vectors: for each scale the mean and maximum over the extractor's output and
 * the mean over its middle, and a colour histogram. Vectors of a picture and of its mirror image
 * are averaged where the recipe says so.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Backbone } from "./backbone.ts";

/** One picture at one scale: [side, side, 4] RGBA bytes, row by row. */
export interface Pixels {
  readonly side: number;
  readonly rgba: Uint8ClampedArray;
}

export interface FeatureRecipe {
  /** Multiples of 16 from 32, ascending. */
  readonly sides: readonly number[];
  readonly mirror: boolean;
  readonly colours: boolean;
}

export const PER_SIDE = 320 + 320 + 96;
const HUES = 12;
const SATURATIONS = 3;
const GREYS = 6;
export const COLOURS = HUES * SATURATIONS + GREYS;

export const featureCount = ({ sides, colours }: FeatureRecipe): number =>
  sides.length * PER_SIDE + (colours ? COLOURS : 0);

export const recipeKey = ({ sides, mirror, colours }: FeatureRecipe): string =>
  `${sides.join("+")}${mirror ? "m" : ""}${colours ? "c" : ""}`;

/** @returns [count, side, side, 3] float32 RGB in 0..1. */
export function toTensor(pictures: readonly Pixels[]): tf.Tensor4D {
  const side = pictures[0]?.side ?? 1;
  const values = new Float32Array(pictures.length * side * side * 3);
  let at = 0;
  for (const { rgba } of pictures) {
    for (let i = 0; i < rgba.length; i += 4) {
      values[at] = (rgba[i] ?? 0) / 255;
      values[at + 1] = (rgba[i + 1] ?? 0) / 255;
      values[at + 2] = (rgba[i + 2] ?? 0) / 255;
      at += 3;
    }
  }
  return tf.tensor4d(values, [pictures.length, side, side, 3]);
}

/** Mean and maximum of `out`, mean of `middle`: [batch, 736]. */
function pooled(backbone: Backbone, pictures: tf.Tensor4D): tf.Tensor2D {
  return tf.tidy(() => {
    const { middle, out } = backbone.forward(pictures);
    return tf.concat(
      [
        tf.mean<tf.Tensor2D>(out, [1, 2]),
        tf.max<tf.Tensor2D>(out, [1, 2]),
        tf.mean<tf.Tensor2D>(middle, [1, 2]),
      ],
      1,
    );
  });
}

/** Shares of hue by saturation, and of grey by lightness, of one picture; square roots, so that they add up in squares. */
export function colourHistogram({ rgba }: Pixels): Float32Array {
  const counts = new Float32Array(COLOURS);
  for (let i = 0; i < rgba.length; i += 4) {
    const [r, g, b] = [rgba[i] ?? 0, rgba[i + 1] ?? 0, rgba[i + 2] ?? 0];
    const high = Math.max(r, g, b);
    const spread = high - Math.min(r, g, b);
    const saturation = high === 0 ? 0 : spread / high;
    let bin =
      HUES * SATURATIONS +
      Math.min(GREYS - 1, Math.floor((high / 256) * GREYS));
    if (saturation > 0.12 && high > 24) {
      const sector =
        high === r
          ? ((g - b) / spread + 6) % 6
          : high === g
            ? (b - r) / spread + 2
            : (r - g) / spread + 4;
      const hue = Math.min(HUES - 1, Math.floor((sector / 6) * HUES));
      const depth = Math.min(
        SATURATIONS - 1,
        Math.floor(saturation * SATURATIONS),
      );
      bin = hue * SATURATIONS + depth;
    }
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const total = rgba.length / 4;
  return counts.map((count) => Math.sqrt(count / total));
}

/**
 * @param pictures for each picture its pixels at every side of the recipe, in the recipe's order.
 * @returns one vector of `featureCount` numbers per picture.
 */
export async function embed(
  backbone: Backbone,
  pictures: readonly (readonly Pixels[])[],
  recipe: FeatureRecipe,
): Promise<Float32Array[]> {
  const size = featureCount(recipe);
  const vectors = pictures.map(() => new Float32Array(size));
  for (const [scale] of recipe.sides.entries()) {
    const pixels = pictures.flatMap((sides) => sides[scale] ?? []);
    const result = tf.tidy(() => {
      const batch = toTensor(pixels);
      const plain = pooled(backbone, batch);
      if (!recipe.mirror) return plain;
      return tf.div<tf.Tensor2D>(
        tf.add(plain, pooled(backbone, tf.reverse(batch, 2))),
        2,
      );
    });
    const values = await result.data();
    result.dispose();
    vectors.forEach((vector, i) =>
      vector.set(
        values.subarray(i * PER_SIDE, (i + 1) * PER_SIDE),
        scale * PER_SIDE,
      ),
    );
  }
  if (recipe.colours) {
    vectors.forEach((vector, i) => {
      const first = pictures[i]?.[0];
      if (first)
        vector.set(colourHistogram(first), recipe.sides.length * PER_SIDE);
    });
  }
  return vectors;
}
