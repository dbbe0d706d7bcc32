/** What is tried for each training preference. Source: ExeML 1.9. */
import type { TrainingPreference } from "#core/training.ts";
import type { SoundRecipe } from "#ml/sound/sound-model.ts";

export interface Recipe {
  readonly folds: number;
  readonly tried: readonly SoundRecipe[];
}

const linear = (view: SoundRecipe["view"], strength: number): SoundRecipe => ({
  view,
  kind: "linear",
  strength,
});
const kernel = (view: SoundRecipe["view"], strength: number): SoundRecipe => ({
  view,
  kind: "kernel",
  strength,
});

/** Each step looks at 16 pictures; all of a search take some two minutes of an idle core. */
const net = (steps: number): SoundRecipe => ({
  view: "picture",
  kind: "net",
  strength: steps,
});

/** One of each kind first, so that an early end has all. */
export const RECIPES: Readonly<Record<TrainingPreference, Recipe>> = {
  performance_first: {
    folds: 4,
    tried: [
      linear("shape", 0.1),
      linear("texture", 0.1),
      linear("shape", 1),
      linear("texture", 1),
    ],
  },
  balance: {
    folds: 5,
    tried: [
      kernel("shape", 0.03),
      kernel("texture", 0.03),
      linear("shape", 1),
      linear("texture", 1),
      kernel("shape", 0.3),
      kernel("texture", 0.3),
    ],
  },
  accuracy_first: {
    folds: 8,
    tried: [
      kernel("shape", 0.03),
      kernel("texture", 0.03),
      linear("shape", 0.1),
      linear("texture", 0.1),
      kernel("shape", 0.01),
      kernel("texture", 0.01),
      linear("shape", 0.03),
      linear("texture", 0.03),
      kernel("shape", 0.1),
      kernel("texture", 0.1),
      linear("shape", 0.3),
      linear("texture", 0.3),
      kernel("shape", 0.5),
      kernel("texture", 0.5),
      linear("shape", 1),
      linear("texture", 1),
      net(400),
    ],
  },
};

const KINDS = {
  linear: "logistic regression, L2",
  kernel: "kernel machine, ridge",
  net: "separable network, steps",
} as const;

export const nameOf = ({ view, kind, strength }: SoundRecipe): string =>
  `${view}: ${KINDS[kind]} ${String(strength)}`;
