/**
 * Pictures -> feature vectors: for each scale what the backbone gives, a colour histogram, and for
 * each scale the textures. Vectors of a picture, of its mirror image, its corners and its turns are
 * averaged where the recipe says so.
 */
import type { Backbone, Look, Pixels } from "./backbone.ts";
import { cornersOf, joinCorners, sideAround } from "./picture-corners.ts";
import { joinTurns, turnsOf } from "./picture-turns.ts";

export interface FeatureRecipe {
  /** Ascending; sides the backbone takes. */
  readonly sides: readonly number[];
  readonly mirror: boolean;
  readonly colours: boolean;
  /** Missing in models from before there were any. */
  readonly textures?: boolean;
  /** Whether the picture's corners are seen too; asks for `mirror`. Missing as above. */
  readonly corners?: boolean;
  /** Whether it is seen turned too. Missing as above. */
  readonly turns?: boolean;
}

/** What of a picture is looked at by itself; each is cached under a key of its own. */
export type View = "whole" | "corners" | "turns";

export const viewsOf = ({ corners, turns }: FeatureRecipe): View[] => [
  "whole",
  ...(corners ? (["corners"] as const) : []),
  ...(turns ? (["turns"] as const) : []),
];

/** Of each view the pictures whose features are averaged; the whole is shown as it is. */
const SHOWN = { corners: cornersOf, turns: turnsOf } as const;

/** What a view's features do to those of the views before it. */
const JOIN = { corners: joinCorners, turns: joinTurns } as const;

/** @param vector features of the views before, changed in place. */
export function joinView(
  vector: Float32Array,
  view: Exclude<View, "whole">,
  values: Float32Array,
): void {
  JOIN[view](vector, values);
}

/** The sides at which pictures are read for a view. */
export const sidesFor = (
  { sides }: Pick<FeatureRecipe, "sides">,
  view: View,
): number[] =>
  sides.map((side) => (view === "corners" ? sideAround(side) : side));

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
  corners = false,
  turns = false,
}: FeatureRecipe): string =>
  `${sides.join("+")}${mirror ? "m" : ""}${colours ? "c" : ""}${textures ? "t" : ""}${corners ? "k" : ""}${turns ? "r" : ""}`;

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
 * @returns one vector of `featureCount` numbers per picture.
 */
export async function embedView(
  backbone: Backbone,
  pictures: readonly (readonly Pixels[])[],
  recipe: FeatureRecipe,
  view: View,
): Promise<Float32Array[]> {
  const { mirror, textures = false, sides } = recipe;
  const { length } = backbone;
  const textureLength = textures ? backbone.textureLength : 0;
  const width = length + textureLength;
  const plain = plainCount(recipe, backbone);
  const size = featureCount(recipe, backbone);
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
  if (recipe.colours) {
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
  const see = async (view: View): Promise<Float32Array> => {
    const pixels = sidesFor(recipe, view).flatMap(
      (side) => bySide.get(side) ?? [],
    );
    const [vector] = await embedView(backbone, [pixels], recipe, view);
    return vector ?? new Float32Array();
  };
  const vector = await see("whole");
  for (const view of viewsOf(recipe))
    if (view !== "whole") joinView(vector, view, await see(view));
  return vector;
}
