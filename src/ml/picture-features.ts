/**
 * Pictures -> feature vectors: for each scale what the backbone gives, a colour histogram, and for
 * each scale the textures. Vectors of a picture, of its mirror image and its turns are averaged where
 * the recipe says so; what its corners show stands behind them.
 */
import type { Backbone, Look, Pixels, TextureDetail } from "./backbone.ts";
import { cornersOf, sideAround } from "./picture-corners.ts";
import { joinTurns, turnsOf } from "./picture-turns.ts";

export interface FeatureRecipe {
  /** Ascending; sides the backbone takes. */
  readonly sides: readonly number[];
  readonly mirror: boolean;
  readonly colours: boolean;
  /** Missing in models from before there were any. */
  readonly textures?: TextureDetail;
  /** Whether the picture's corners are seen too, nearer, at the smallest side. Missing as above. */
  readonly nearer?: boolean;
  /** Whether it is seen turned too. Missing as above. */
  readonly turns?: boolean;
}

/** What of a picture is looked at by itself; each is cached under a key of its own. */
export type View = "whole" | "corners" | "turns";

export const viewsOf = ({ nearer, turns }: FeatureRecipe): View[] => [
  "whole",
  ...(turns ? (["turns"] as const) : []),
  ...(nearer ? (["corners"] as const) : []),
];

/** What is looked at in a view of its own. */
export const recipeFor = (recipe: FeatureRecipe, view: View): FeatureRecipe =>
  view === "corners"
    ? { ...recipe, sides: recipe.sides.slice(0, 1), colours: false }
    : recipe;

/** Of each view the pictures whose features are averaged; the whole is shown as it is. */
const SHOWN = { corners: cornersOf, turns: turnsOf } as const;

/**
 * @param vector features of all views, in the order of `viewsOf`; changed in place. The upright ones
 * must be there before the turned ones come, and those may come only once.
 * @param values of the view's `size` features those from `from` on.
 */
export function addView(
  vector: Float32Array,
  view: View,
  values: Float32Array,
  { from, size } = { from: 0, size: values.length },
): void {
  const at = from + (view === "corners" ? vector.length - size : 0);
  if (view === "turns") joinTurns(vector.subarray(at), values);
  else vector.set(values, at);
}

/** The sides at which pictures are read for a view. */
export const sidesFor = (recipe: FeatureRecipe, view: View): number[] =>
  recipeFor(recipe, view).sides.map((side) =>
    view === "corners" ? sideAround(side) : side,
  );

const HUES = 12;
const SATURATIONS = 3;
const GREYS = 6;
export const COLOURS = HUES * SATURATIONS + GREYS;

/** Features but textures: they come first, and a linear head reads no others. */
export const plainCount = (
  { sides, colours }: FeatureRecipe,
  { length }: Backbone,
): number => sides.length * length + (colours ? COLOURS : 0);

/** Numbers about textures per side. */
export const textureCount = (
  { textures = false }: FeatureRecipe,
  backbone: Backbone,
): number =>
  backbone.textureLengths(textures).reduce((sum, length) => sum + length, 0);

/** Features of one view. */
export function viewCount(
  recipe: FeatureRecipe,
  view: View,
  backbone: Backbone,
): number {
  const own = recipeFor(recipe, view);
  return (
    plainCount(own, backbone) + own.sides.length * textureCount(own, backbone)
  );
}

/** Of all views: turned ones are averaged with the upright, so they add nothing. */
export const featureCount = (
  recipe: FeatureRecipe,
  backbone: Backbone,
): number =>
  viewCount(recipe, "whole", backbone) +
  (recipe.nearer ? viewCount(recipe, "corners", backbone) : 0);

export const recipeKey = ({
  sides,
  mirror,
  colours,
  textures = false,
  nearer = false,
  turns = false,
}: FeatureRecipe): string =>
  `${sides.join("+")}${mirror ? "m" : ""}${colours ? "c" : ""}${textures ? "t" : ""}${textures === "fine" ? "f" : ""}${nearer ? "n" : ""}${turns ? "r" : ""}`;

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

/** Mean over several pictures of each, as many of all. */
async function meanFeatures(
  backbone: Backbone,
  pictures: readonly (readonly Pixels[])[],
  look: Look,
): Promise<Float32Array> {
  const count = pictures[0]?.length ?? 0;
  let sum: Float32Array | null = null;
  for (let n = 0; n < count; n += 1) {
    const pixels = pictures.flatMap((own) => own[n] ?? []);
    const values = await backbone.features(pixels, { ...look, mirror: false });
    sum ??= new Float32Array(values.length);
    for (let j = 0; j < sum.length; j += 1)
      sum[j] = (sum[j] as number) + (values[j] as number) / count;
  }
  return sum ?? new Float32Array();
}

/**
 * @param pictures for each picture its pixels at every side that the recipe has for the view, in order.
 * @returns one vector of `viewCount` numbers per picture.
 */
export async function embedView(
  backbone: Backbone,
  pictures: readonly (readonly Pixels[])[],
  recipe: FeatureRecipe,
  view: View,
): Promise<Float32Array[]> {
  const own = recipeFor(recipe, view);
  const { mirror, textures = false, sides, colours } = own;
  const { length } = backbone;
  const textureLength = textureCount(own, backbone);
  const width = length + textureLength;
  const plain = plainCount(own, backbone);
  const size = viewCount(recipe, view, backbone);
  const vectors = pictures.map(() => new Float32Array(size));
  for (const [scale] of sides.entries()) {
    const pixels = pictures.flatMap((scales) => scales[scale] ?? []);
    const look = { mirror, textures };
    const values =
      view === "whole"
        ? await backbone.features(pixels, look)
        : await meanFeatures(backbone, pixels.map(SHOWN[view]), look);
    vectors.forEach((vector, i) => {
      const row = values.subarray(i * width, (i + 1) * width);
      vector.set(row.subarray(0, length), scale * length);
      vector.set(row.subarray(length), plain + scale * textureLength);
    });
  }
  if (colours) {
    vectors.forEach((vector, i) => {
      const first = pictures[i]?.[0];
      if (first) vector.set(colourHistogram(first), sides.length * length);
    });
  }
  return vectors;
}

/** All sides at which a picture is read. */
export const sidesOf = (recipe: FeatureRecipe): number[] => [
  ...new Set(viewsOf(recipe).flatMap((view) => sidesFor(recipe, view))),
];

/** @param bySide one picture at each of `sidesOf`. @returns `featureCount` numbers. */
export async function embed(
  backbone: Backbone,
  bySide: ReadonlyMap<number, Pixels>,
  recipe: FeatureRecipe,
): Promise<Float32Array> {
  const vector = new Float32Array(featureCount(recipe, backbone));
  for (const view of viewsOf(recipe)) {
    const pixels = sidesFor(recipe, view).flatMap(
      (side) => bySide.get(side) ?? [],
    );
    const [values] = await embedView(backbone, [pixels], recipe, view);
    if (values) addView(vector, view, values);
  }
  return vector;
}
