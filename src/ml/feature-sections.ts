/** What stands where in a feature vector, and how much it may count. */
import type { Backbone } from "./backbone.ts";
import {
  COLOURS,
  recipeFor,
  type FeatureRecipe,
  type View,
} from "./picture-features.ts";

/** Textures weigh as much per map as everything else together does, however many numbers they are. */
const TEXTURE_WEIGHT = 2;
/** What the larger sides weigh, the smallest one weighing 1: shapes or fine detail may matter more. */
const LARGER_WEIGHTS = [0.5, 1, 4] as const;

interface Section {
  readonly length: number;
  readonly isLarger: boolean;
  /** Beside the other sections of its side. */
  readonly weight: number;
}

function sectionsOf(
  recipe: FeatureRecipe,
  view: View,
  backbone: Backbone,
): Section[] {
  const { sides, colours, textures = false } = recipeFor(recipe, view);
  const isLarger = sides.map((_, scale) => scale > 0);
  const plain = isLarger.map((larger): Section => ({
    length: backbone.length,
    isLarger: larger,
    weight: 1,
  }));
  const colour: Section = { length: COLOURS, isLarger: false, weight: 1 };
  const textured = isLarger.flatMap((larger) =>
    backbone.textureLengths(textures).map((length): Section => ({
      length,
      isLarger: larger,
      weight: TEXTURE_WEIGHT,
    })),
  );
  return [...plain, ...(colours ? [colour] : []), ...textured];
}

/** Weights of all features, 1 in the mean: one row for each way to share between small and large sides. */
export function weightingsOf(
  recipe: FeatureRecipe,
  backbone: Backbone,
): Float32Array[] {
  const sections = (["whole", "corners"] as const).flatMap((view) =>
    view === "whole" || recipe.nearer ? sectionsOf(recipe, view, backbone) : [],
  );
  const features = sections.reduce((sum, { length }) => sum + length, 0);
  return LARGER_WEIGHTS.map((larger) => {
    const weights = sections.map(
      ({ weight, isLarger }) => weight * (isLarger ? larger : 1),
    );
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return Float32Array.from(
      sections.flatMap(({ length }, i) =>
        new Array<number>(length).fill(
          ((weights[i] as number) / total) * (features / length),
        ),
      ),
    );
  });
}
