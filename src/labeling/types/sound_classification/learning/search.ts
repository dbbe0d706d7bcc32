/** Which ways of learning suit the recordings: each is tried on recordings that it has not heard. */
import type { SoundRecipe } from "#ml/sound/sound-model.ts";
import type { TrainReport } from "#labeling/learning-contract.ts";
import { fitTemperature } from "#ml/calibration.ts";
import { judge } from "#ml/head-search.ts";
import { chooseBlend, type Candidate, type Chosen } from "./choose-blend.ts";
import type { Clips } from "./clips.ts";
import { encodeTried, type Tried } from "./tried.ts";
import { nameOf } from "./recipes.ts";
import { type Attempts, Ended } from "./try-recipe.ts";

/** The blend, and what it says of each recording without having heard it. */
export interface Found extends Omit<Chosen, "scores"> {
  /** Of folds at random, [clips][classes]. */
  readonly scores: readonly Float32Array[];
  /** Of whole groups left out; null where names tell no groups. */
  readonly groupScores: readonly Float32Array[] | null;
  readonly temperature: number;
}

/** Scores of all foldings, one after the other; null when it was ended before they were known. */
async function unheard(
  recipe: SoundRecipe,
  foldings: readonly (readonly number[])[],
  attempts: Attempts,
  mayGoOn: () => boolean,
): Promise<readonly Float32Array[] | null> {
  const scores: Float32Array[] = [];
  try {
    for (const folds of foldings)
      scores.push(...(await attempts.unseen(recipe, folds, mayGoOn)));
    return scores;
  } catch (error) {
    if (error instanceof Ended) return null;
    throw error;
  }
}

/**
 * Where names tell groups, a way must do well on recordings and on groups that it has not heard: both
 * losses count alike.
 * @param tried from a checkpoint.
 * @param mayGoOn asked before each way but the first: false ends the search with the best so far. What takes minutes asks on its way, too.
 */
export async function search(
  { truths, seed }: Clips,
  foldings: readonly (readonly number[])[],
  recipes: readonly SoundRecipe[],
  attempts: Attempts,
  tried: readonly Tried[],
  report: TrainReport,
  mayGoOn: () => boolean,
): Promise<Found> {
  const wanted = foldings.flatMap(() => [...truths]);
  const done: (Candidate & Tried)[] = [];
  for (const [i, recipe] of recipes.entries()) {
    if (i > 0 && !mayGoOn()) break;
    const name = nameOf(recipe);
    const known = tried.find((earlier) => earlier.name === name);
    const scores =
      known?.scores ??
      (await unheard(recipe, foldings, attempts, () => i === 0 || mayGoOn()));
    if (!scores) break;
    const { loss, temperature, accuracy } = judge(scores, wanted);
    done.push({ recipe, name, scores, loss, temperature });
    report.epoch({
      stage: "search",
      epoch: i + 1,
      epochs: recipes.length,
      trainLoss: Math.min(...done.map((one) => one.loss)),
      validationLoss: loss,
      validationFigure: { kind: "accuracy", value: accuracy },
    });
    await report.checkpoint(encodeTried(seed, done));
  }
  const { parts, scores } = chooseBlend(done, wanted);
  const [own, others] = [
    scores.slice(0, truths.length),
    scores.slice(truths.length),
  ];
  return {
    parts,
    scores: own,
    groupScores: others.length > 0 ? others : null,
    temperature: fitTemperature(own, truths),
  };
}
