/** What is tried for each training preference. Source: ExeML 1.9; costs are of rows of length 1. */
import type { TrainingPreference } from "#core/training.ts";
import type { LinearRecipe } from "#ml/text/linear-classes.ts";

export interface Recipe {
  readonly folds: number;
  /** Support vector machines: strong where many words say a little each. */
  readonly plain: readonly LinearRecipe[];
  /** The same on columns scaled by class ratios: strong where few words say much. */
  readonly scaled: readonly LinearRecipe[];
}

const plain = (cost: number): LinearRecipe => ({
  loss: "squared_hinge",
  cost,
  ratio: 0,
});
const logistic = (cost: number): LinearRecipe => ({
  loss: "logistic",
  cost,
  ratio: 0,
});
const scaled = (cost: number, ratio: number): LinearRecipe => ({
  loss: "squared_hinge",
  cost,
  ratio,
});

export const RECIPES: Readonly<Record<TrainingPreference, Recipe>> = {
  performance_first: { folds: 3, plain: [plain(1)], scaled: [] },
  balance: {
    folds: 4,
    plain: [plain(0.5)],
    scaled: [scaled(1, 0.5)],
  },
  accuracy_first: {
    folds: 5,
    plain: [plain(0.5), plain(1), plain(2), plain(4), logistic(16)],
    scaled: [scaled(0.1, 1), scaled(0.3, 1), scaled(1, 0.5), scaled(1, 1)],
  },
};

/** Shares of the scaled part tried in the mixture. */
export const SHARES = [0, 0.25, 0.5, 0.75, 1] as const;

export const nameOf = ({ loss, cost, ratio }: LinearRecipe): string => {
  const kind = loss === "logistic" ? "logistic regression" : "linear SVM";
  const scaledBy = ratio === 0 ? "" : `, class ratios ^${String(ratio)}`;
  return `${kind}, C ${String(cost)}${scaledBy}`;
};
