/** Which ways of learning suit the table: each answers rows of folds that it has not learned from. */
import type { TrainReport } from "#labeling/learning-contract.ts";
import type { Rest } from "#ml/rest.ts";
import {
  greedyShares,
  judgeOf,
  weightedMean,
} from "#ml/table/blend-answers.ts";
import type { EncodedRows } from "#ml/table/encoding.ts";
import type { FitJob, Outcome } from "#ml/table/fit-job.ts";
import type { FitQueue } from "#ml/table/fit-queue.ts";
import { answerWidth, shortened } from "#ml/table/learners.ts";
import type { Plan, Recipe } from "#ml/table/recipes.ts";
import { memberAnswers } from "#ml/table/table-model.ts";
import { pickedTargets, type Targets } from "#ml/table/targets.ts";
import { tempered, temperatureOf } from "#ml/table/temper.ts";
import { figuresOf } from "./figures.ts";
import {
  type Folds,
  foldsOf,
  jobsOf,
  neededFits,
  wantedFits,
} from "./fold-fits.ts";
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

/** Rounds with the least loss over all folds together, as far as every fold was run. */
function bestRounds(fits: readonly Outcome[]): number {
  const losses = fits.flatMap((one) =>
    "kind" in one && one.kind === "boosting" ? [one.fit.losses] : [],
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

/** How a recipe answered all rows, each by the fit that had not seen it. */
async function triedBy(
  { name, isLog }: Recipe,
  fits: readonly Outcome[],
  { rows, targets: { classes } }: Searched,
  folds: Folds,
  rest: Rest,
): Promise<Tried> {
  const width = answerWidth(classes);
  const rounds = bestRounds(fits);
  const answers = new Float64Array(folds.of.length * width);
  for (const [fold, one] of fits.entries()) {
    const said =
      one instanceof Float64Array
        ? one
        : memberAnswers(
            { fitted: shortened(one, rounds), isLog },
            rows,
            folds.judged[fold] as Int32Array,
            classes,
          );
    let from = 0;
    folds.of.forEach((own, i) => {
      if (own !== fold) return;
      for (let c = 0; c < width; c += 1)
        answers[i * width + c] = Math.fround(said[from + c] as number);
      from += width;
    });
    await rest();
  }
  return { name, rounds, answers };
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
  queue: FitQueue,
  report: TrainReport,
  rest: Rest,
  mayGoOn: () => boolean,
): Promise<Found> {
  const { learned, seed, key } = searched;
  const places = learned.subarray(0, MOST_SEARCHED);
  const targets = pickedTargets(searched.targets, places);
  const folds = foldsOf(places, targets, plan.folds, seed);
  const done: Candidate[] = [];
  const { recipes } = plan;
  const knownOf = ({ name }: Recipe): Tried | undefined =>
    earlier.find((tried) => tried.name === name);
  const jobs = recipes.map((recipe) =>
    knownOf(recipe) ? [] : jobsOf(recipe, folds, seed),
  );
  const begin = (from: number): void => queue.add(jobs.slice(from).flat());
  for (const [i, recipe] of recipes.entries()) {
    const isFirst = i === 0;
    if (!isFirst) {
      if (!mayGoOn()) break;
      begin(i);
    }
    const known = knownOf(recipe);
    const own = jobs[i] as FitJob[];
    const onFold = (fold: number): void =>
      report.progress(
        recipe.name,
        i * plan.folds + fold,
        recipes.length * plan.folds,
      );
    const fits =
      isFirst && !known
        ? await neededFits(queue, own, mayGoOn, onFold, () => begin(1))
        : await wantedFits(queue, own, mayGoOn, onFold);
    if (!fits) break;
    const tried = known ?? (await triedBy(recipe, fits, searched, folds, rest));
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
  queue.dropAll();
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
