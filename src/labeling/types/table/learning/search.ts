/** Which ways of learning suit the table: each answers rows of folds that it has not learned from. */
import type { TrainReport } from "#labeling/learning-contract.ts";
import { stratifiedFolds } from "#ml/head-search.ts";
import type { Rest } from "#ml/rest.ts";
import {
  greedyShares,
  judgeOf,
  weightedMean,
} from "#ml/table/blend-answers.ts";
import type { EncodedRows } from "#ml/table/encoding.ts";
import {
  answerWidth,
  type Fitted,
  fitMethod,
  type Method,
  shortened,
} from "#ml/table/learners.ts";
import type { Plan, Recipe } from "#ml/table/recipes.ts";
import { memberAnswers } from "#ml/table/table-model.ts";
import { pickedTargets, type Targets } from "#ml/table/targets.ts";
import { tempered, temperatureOf } from "#ml/table/temper.ts";
import { figuresOf } from "./figures.ts";
import { encodeTried, type Tried } from "./tried.ts";

/** Of the rows learned from, those that recipes are compared on. */
const MOST_SEARCHED = 60_000;
const PICKS = 30;

export interface Searched {
  readonly rows: EncodedRows;
  readonly targets: Targets;
  /** In an order that the seed decides. */
  readonly learned: Int32Array;
  readonly seed: number;
  /** Tells this training from others. */
  readonly key: string;
}

export interface Candidate extends Tried {
  readonly recipe: Recipe;
  /** Mean cross-entropy, or mean squared error, of its own tempered answers. */
  readonly loss: number;
  readonly temperature: number;
}

export interface Found {
  /** All that were tried, with their shares of the blend; those add up to 1. */
  readonly candidates: readonly (Candidate & { readonly share: number })[];
  /** The rows compared on, and the blend's tempered answers to them. */
  readonly places: Int32Array;
  readonly answers: Float64Array;
  readonly temperature: number;
}

/** The targets as a recipe learns them. */
export const learnedTargets = (targets: Targets, isLog: boolean): Targets =>
  isLog
    ? { ...targets, values: targets.values.map((value) => Math.log(value)) }
    : targets;

/** Rounds with the least loss over all folds together, as far as every fold was run. */
function bestRounds(fits: readonly Fitted[]): number {
  const losses = fits.flatMap((one) =>
    one.kind === "boosting" ? [one.fit.losses] : [],
  );
  const shortest = Math.min(...losses.map((own) => own.length));
  if (!Number.isFinite(shortest)) return 0;
  let [best, least] = [1, Infinity];
  for (let round = 0; round < shortest; round += 1) {
    const sum = losses.reduce((total, own) => total + (own[round] ?? 0), 0);
    if (sum < least) [best, least] = [round + 1, sum];
  }
  return best;
}

/** Boosting alone has rounds: no fold runs more of them than the first did before it was told to end. */
const withMost = (method: Method, fits: readonly Fitted[]): Method => {
  const [first] = fits;
  return method.kind === "boosting" && first?.kind === "boosting"
    ? { ...method, rules: { ...method.rules, rounds: first.fit.losses.length } }
    : method;
};

/**
 * @param isNeeded something must be learned: told to end, it goes on with few rounds.
 * @returns null when it might not go on.
 */
async function tryRecipe(
  { rows, targets, seed }: Searched,
  places: Int32Array,
  folds: readonly number[],
  recipe: Recipe,
  rest: Rest,
  mayGoOn: () => boolean,
  isNeeded: boolean,
  onFold: (done: number) => void,
): Promise<Tried | null> {
  const { classes } = targets;
  const width = answerWidth(classes);
  const own = learnedTargets(targets, recipe.isLog);
  const count = folds.reduce((most, fold) => Math.max(most, fold), 0) + 1;
  const fits: Fitted[] = [];
  let method = recipe.method;
  let wasCut = false;
  const goesOn = (): boolean => {
    // Folds are blended: one of fewer rounds than the others would say too little of all.
    if (fits.length > 0 && isNeeded) return true;
    wasCut ||= !mayGoOn();
    return !wasCut;
  };
  for (let fold = 0; fold < count; fold += 1) {
    if (fold > 0 && !isNeeded && !mayGoOn()) return null;
    onFold(fold);
    const learned = places.filter((_, i) => folds[i] !== fold);
    const judged = places.filter((_, i) => folds[i] === fold);
    fits.push(
      await fitMethod(
        method,
        rows,
        own,
        learned,
        judged,
        seed + fold,
        rest,
        goesOn,
      ),
    );
    if (!wasCut) continue;
    if (!isNeeded) return null;
    method = withMost(recipe.method, fits);
  }
  const rounds = bestRounds(fits);
  const answers = new Float64Array(places.length * width);
  for (const [fold, fitted] of fits.entries()) {
    const at = Array.from(places.keys()).filter((i) => folds[i] === fold);
    const judged = Int32Array.from(at, (i) => places[i] as number);
    const said = memberAnswers(
      { fitted: shortened(fitted, rounds), isLog: recipe.isLog },
      rows,
      judged,
      classes,
    );
    at.forEach((i, from) => {
      for (let c = 0; c < width; c += 1)
        answers[i * width + c] = Math.fround(said[from * width + c] as number);
    });
    await rest();
  }
  return { name: recipe.name, rounds, answers };
}

function judged(recipe: Recipe, tried: Tried, targets: Targets): Candidate {
  const { classes } = targets;
  const temperature = classes > 0 ? temperatureOf(tried.answers, targets) : 1;
  const own =
    classes > 0 ? tempered(tried.answers, classes, temperature) : tried.answers;
  return { ...tried, recipe, temperature, loss: judgeOf(targets)(own) };
}

/**
 * @param earlier from a checkpoint.
 * @param mayGoOn asked before each recipe but the first, between its folds and rounds, and between the first rounds of the first: false ends the search with the best so far.
 */
export async function search(
  searched: Searched,
  plan: Plan,
  earlier: readonly Tried[],
  report: TrainReport,
  rest: Rest,
  mayGoOn: () => boolean,
): Promise<Found> {
  const { learned, seed, key } = searched;
  const places = learned.subarray(0, MOST_SEARCHED);
  const targets = pickedTargets(searched.targets, places);
  const folds = stratifiedFolds(
    Array.from(targets.values, (value) => (targets.classes > 0 ? value : 0)),
    Math.min(plan.folds, places.length),
    seed,
  );
  const done: Candidate[] = [];
  const { recipes } = plan;
  for (const [i, recipe] of recipes.entries()) {
    const isFirst = i === 0;
    if (!isFirst && !mayGoOn()) break;
    const known = earlier.find(({ name }) => name === recipe.name);
    const tried =
      known ??
      (await tryRecipe(
        searched,
        places,
        folds,
        recipe,
        rest,
        mayGoOn,
        isFirst,
        (fold) =>
          report.progress(
            recipe.name,
            i * plan.folds + fold,
            recipes.length * plan.folds,
          ),
      ));
    if (!tried) break;
    const candidate = judged(recipe, tried, targets);
    done.push(candidate);
    if (!known) await report.checkpoint(encodeTried(key, done));
    report.epoch({
      stage: "search",
      epoch: i + 1,
      epochs: recipes.length,
      trainLoss: Math.min(...done.map(({ loss }) => loss)),
      validationLoss: candidate.loss,
      validationFigure: figuresOf(tried.answers, targets).figure,
    });
  }
  return blended(done, places, targets, plan.blends);
}

/** The best alone, or the mixture that answers better. */
function blended(
  done: readonly Candidate[],
  places: Int32Array,
  targets: Targets,
  blends: boolean,
): Found {
  const { classes } = targets;
  const own = done.map(({ answers, temperature }) =>
    classes > 0 ? tempered(answers, classes, temperature) : answers,
  );
  const shares = greedyShares(own, judgeOf(targets), blends ? PICKS : 1);
  const candidates = done.map((one, i) => ({ ...one, share: shares[i] ?? 0 }));
  const mean = weightedMean(
    own.map((answers, i) => ({ answers, share: shares[i] ?? 0 })),
  );
  const temperature = classes > 0 ? temperatureOf(mean, targets) : 1;
  const answers = classes > 0 ? tempered(mean, classes, temperature) : mean;
  return { candidates, places, answers, temperature };
}
