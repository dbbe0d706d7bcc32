/** What each training preference looks at and tries. Source: ExeML 1.9; figures from `npm run bench -- ml`. */
import type { TrainingPreference } from "#core/training.ts";
import type { FeatureRecipe } from "#ml/picture-features.ts";

export interface Recipe {
  readonly features: FeatureRecipe;
  /** Whether the penalty is chosen by cross-validation. */
  readonly searches: boolean;
  /** The penalty when it is not. */
  readonly l2: number;
}

const RECIPES: Readonly<Record<TrainingPreference, Recipe>> = {
  performance_first: {
    features: { sides: [64], mirror: false, colours: true },
    searches: false,
    l2: 0.1,
  },
  balance: {
    features: { sides: [48, 96], mirror: true, colours: true },
    searches: true,
    l2: 0.1,
  },
  accuracy_first: {
    features: { sides: [48, 64, 96, 128], mirror: true, colours: true },
    searches: true,
    l2: 0.1,
  },
};

/** @param side the only one the backbone takes, or null where it takes all. */
export function recipeOf(
  preference: TrainingPreference,
  side: number | null,
): Recipe {
  const recipe = RECIPES[preference];
  if (side === null) return recipe;
  return { ...recipe, features: { ...recipe.features, sides: [side] } };
}
