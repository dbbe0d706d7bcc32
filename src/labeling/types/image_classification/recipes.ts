/** What each training preference looks at and tries. Source: ExeML 1.9; figures from `npm run bench -- ml`. */
import type { TrainingPreference } from "#core/training.ts";
import type { FeatureRecipe } from "#ml/picture-features.ts";

export interface Recipe {
  readonly features: FeatureRecipe;
  /** Whether samples may be seen turned too, where that tells them apart better. */
  readonly triesTurns: boolean;
  /** Whether the penalty is chosen by cross-validation. */
  readonly searches: boolean;
  /** The penalty when it is not. */
  readonly l2: number;
  /** Weight of a kernel head beside the linear one; 0 = none. */
  readonly kernelShare: number;
  /** Whether that head settles how much small and large sides count. */
  readonly weighs: boolean;
}

const RECIPES: Readonly<Record<TrainingPreference, Recipe>> = {
  performance_first: {
    features: { sides: [64], mirror: false, colours: true, textures: false },
    triesTurns: false,
    searches: false,
    l2: 0.1,
    kernelShare: 0,
    weighs: false,
  },
  balance: {
    features: {
      sides: [64, 128],
      mirror: true,
      colours: false,
      textures: true,
    },
    triesTurns: false,
    searches: false,
    l2: 0.1,
    kernelShare: 0.8,
    weighs: false,
  },
  accuracy_first: {
    features: {
      sides: [64, 192],
      mirror: true,
      colours: false,
      textures: "fine",
      nearer: true,
    },
    triesTurns: true,
    searches: true,
    l2: 0.1,
    kernelShare: 0.9,
    weighs: true,
  },
};

/** Weight of a kernel head that sees no textures. */
const PLAIN_KERNEL_SHARE = 0.6;

/**
 * @param side the only one the backbone takes, or null where it takes all. Only the embedded
 * backbone takes all, and only that one shows textures.
 */
export function recipeOf(
  preference: TrainingPreference,
  side: number | null,
): Recipe {
  const recipe = RECIPES[preference];
  if (side === null) return recipe;
  return {
    ...recipe,
    features: {
      ...recipe.features,
      sides: [side],
      colours: true,
      textures: false,
      nearer: false,
    },
    triesTurns: false,
    weighs: false,
    kernelShare: Math.min(recipe.kernelShare, PLAIN_KERNEL_SHARE),
  };
}
