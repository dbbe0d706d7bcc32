/**
 * Pictures -> feature vectors: for each scale what the backbone gives, a colour histogram, and for
 * each scale the textures, of all whole pictures before those of all middles. Vectors of a picture and of its mirror image are averaged where the recipe
 * says so.
 */
import type { Backbone, Pixels, Regions } from "./backbone.ts";

export interface FeatureRecipe {
  /** Ascending; sides the backbone takes. */
  readonly sides: readonly number[];
  readonly mirror: boolean;
  readonly colours: boolean;
  /** Missing in models from before there were any. */
  readonly textures?: Regions;
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
  (recipe.textures ?? 0) * recipe.sides.length * backbone.textureLength;

/**
 * Which features may do without the others: those of whole pictures, or of their middles too; and
 * where there are three sides or more, those of all sides but the largest. Which serve best differs
 * from one kind of pictures to another: what is learned decides.
 */
export function featureChoices(
  recipe: FeatureRecipe,
  backbone: Backbone,
): ((feature: number) => boolean)[] {
  const { length, textureLength } = backbone;
  const { sides, textures = 0 } = recipe;
  const first = plainCount(recipe, backbone);
  const largest = sides.length - 1;
  const sideOf = (feature: number): number =>
    feature < first
      ? Math.floor(feature / length)
      : Math.floor((feature - first) / textureLength) % sides.length;
  const isMiddle = (feature: number): boolean =>
    feature >= first + sides.length * textureLength;
  return [true, false]
    .filter((keepsLargest) => keepsLargest || sides.length > 2)
    .flatMap((keepsLargest) =>
      [true, false]
        .filter((keepsMiddles) => keepsMiddles || textures > 1)
        .map(
          (keepsMiddles) => (feature: number) =>
            (keepsMiddles || !isMiddle(feature)) &&
            (keepsLargest || sideOf(feature) !== largest),
        ),
    );
}

export const recipeKey = ({
  sides,
  mirror,
  colours,
  textures = 0,
}: FeatureRecipe): string =>
  `${sides.join("+")}${mirror ? "m" : ""}${colours ? "c" : ""}${"t".repeat(textures)}`;

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
  const { length, textureLength } = backbone;
  const { mirror, textures = 0, sides } = recipe;
  const width = length + textures * textureLength;
  const plain = plainCount(recipe, backbone);
  const size = featureCount(recipe, backbone);
  const vectors = pictures.map(() => new Float32Array(size));
  for (const [scale] of sides.entries()) {
    const pixels = pictures.flatMap((scales) => scales[scale] ?? []);
    const values = await backbone.features(pixels, { mirror, textures });
    vectors.forEach((vector, i) => {
      const row = values.subarray(i * width, (i + 1) * width);
      vector.set(row.subarray(0, length), scale * length);
      for (let region = 0; region < textures; region += 1) {
        const from = length + region * textureLength;
        vector.set(
          row.subarray(from, from + textureLength),
          plain + (region * sides.length + scale) * textureLength,
        );
      }
    });
  }
  if (recipe.colours) {
    vectors.forEach((vector, i) => {
      const first = pictures[i]?.[0];
      if (first) vector.set(colourHistogram(first), sides.length * length);
    });
  }
  return vectors;
}
