/** The fits of a recipe, one a fold, which the queue's threads may have begun before they are asked for. */
import { stratifiedFolds } from "#ml/head-search.ts";
import type { FitJob, Outcome } from "#ml/table/fit-job.ts";
import type { FitQueue } from "#ml/table/fit-queue.ts";
import { withRounds } from "#ml/table/learners.ts";
import type { Recipe } from "#ml/table/recipes.ts";
import type { Targets } from "#ml/table/targets.ts";

/** Which rows each fold judges, and which it learns from. */
export interface Folds {
  /** By place. */
  readonly of: readonly number[];
  readonly learned: readonly Int32Array[];
  readonly judged: readonly Int32Array[];
}

/** @param targets of the places. */
export function foldsOf(
  places: Int32Array,
  { values, classes }: Targets,
  most: number,
  seed: number,
): Folds {
  const of = stratifiedFolds(
    Array.from(values, (value) => (classes > 0 ? value : 0)),
    Math.min(most, places.length),
    seed,
  );
  const count = of.reduce((last, fold) => Math.max(last, fold), 0) + 1;
  const folds = Array.from({ length: count }, (_, fold) => fold);
  return {
    of,
    learned: folds.map((fold) => places.filter((_, i) => of[i] !== fold)),
    judged: folds.map((fold) => places.filter((_, i) => of[i] === fold)),
  };
}

export const jobsOf = (
  { method, isLog }: Recipe,
  { learned, judged }: Folds,
  seed: number,
): FitJob[] =>
  judged.map((rows, fold) => ({
    method,
    isLog,
    learned: learned[fold] as Int32Array,
    judged: rows,
    seed: seed + fold,
    // Of boosting, all folds say together after which round to ask.
    answers: method.kind !== "boosting",
  }));

/** No fold runs more rounds than the first did before it was told to end. */
const withMost = (job: FitJob, first: Outcome): FitJob =>
  "kind" in first && first.kind === "boosting"
    ? { ...job, method: withRounds(job.method, first.fit.losses.length) }
    : job;

/**
 * The fits of all folds of what must be learned: told to end in the first, they go on with few rounds.
 * @param ahead told when the first is done: others may be begun.
 */
export async function neededFits(
  queue: FitQueue,
  jobs: readonly FitJob[],
  mayGoOn: () => boolean,
  onFold: (done: number) => void,
  ahead: () => void,
): Promise<Outcome[]> {
  let wasCut = false;
  const [one, ...others] = jobs as [FitJob, ...FitJob[]];
  queue.add(others);
  onFold(0);
  const first = await queue.now(one, () => !(wasCut ||= !mayGoOn()));
  if (wasCut) queue.dropAll();
  else ahead();
  const left = wasCut ? others.map((job) => withMost(job, first)) : others;
  queue.add(left);
  const fits = [first];
  for (const job of left) {
    onFold(fits.length);
    const fitted = await queue.take(job, mayGoOn, true);
    if (fitted) fits.push(fitted);
  }
  return fits;
}

/** @returns null when it might not go on. */
export async function wantedFits(
  queue: FitQueue,
  jobs: readonly FitJob[],
  mayGoOn: () => boolean,
  onFold: (done: number) => void,
): Promise<Outcome[] | null> {
  const fits: Outcome[] = [];
  for (const job of jobs) {
    onFold(fits.length);
    const fitted = await queue.take(job, mayGoOn, false);
    if (!fitted) return null;
    fits.push(fitted);
  }
  return fits;
}
