/**
 * Pictures -> feature vectors: for each scale what the backbone gives, a colour histogram, and for
 * each scale the textures. Vectors of a picture and of its mirror image are averaged where the recipe
 * says so.
 */
import type { Backbone, Pixels } from "./backbone.ts";

export interface FeatureRecipe {
  /** Ascending; sides the backbone takes. */
  readonly sides: readonly number[];
  readonly mirror: boolean;
  readonly colours: boolean;
  /** Missing in models from before there were any. */
  readonly textures?: boolean;
}

const HUES = 12;
const SATURATIONS = 3;
const GREYS = 6;
export const COLOURS = HUES * SATURATIONS + GREYS;

/** Features but textures: they come first, and a linear head reads no others. */
export const plainCount = (
  { sides, colours }: FeatureRecipe,
  { length }: Backbone,
): number => sides.length * length + (colours ? COLOURS : 0);

export const featureCount = (
  recipe: FeatureRecipe,
  backbone: Backbone,
): number =>
  plainCount(recipe, backbone) +
  (recipe.textures ? recipe.sides.length * backbone.textureLength : 0);

export const recipeKey = ({
  sides,
  mirror,
  colours,
  textures = false,
}: FeatureRecipe): string =>
  `${sides.join("+")}${mirror ? "m" : ""}${colours ? "c" : ""}${textures ? "t" : ""}`;

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
  const { length } = backbone;
  const { mirror, textures = false } = recipe;
  const textureLength = textures ? backbone.textureLength : 0;
  const width = length + textureLength;
  const plain = plainCount(recipe, backbone);
  const size = featureCount(recipe, backbone);
  const vectors = pictures.map(() => new Float32Array(size));
  for (const [scale] of recipe.sides.entries()) {
    const pixels = pictures.flatMap((sides) => sides[scale] ?? []);
    const values = await backbone.features(pixels, { mirror, textures });
    vectors.forEach((vector, i) => {
      const row = values.subarray(i * width, (i + 1) * width);
      vector.set(row.subarray(0, length), scale * length);
      vector.set(row.subarray(length), plain + scale * textureLength);
    });
  }
  if (recipe.colours) {
    vectors.forEach((vector, i) => {
      const first = pictures[i]?.[0];
      if (first)
        vector.set(colourHistogram(first), recipe.sides.length * length);
    });
  }
  return vectors;
}
