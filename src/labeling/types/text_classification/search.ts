/** Which way of learning suits the texts: each is tried on rows that it has not learned from. */
import { seededRandom } from "#core/random.ts";
import type { TrainReport } from "#labeling/learning-contract.ts";
import { judge, stratifiedFolds } from "#ml/head-search.ts";
import {
  type ClassRows,
  fitClasses,
  type LinearRecipe,
  rowScores,
} from "#ml/text/linear-classes.ts";
import { encodeCheckpoint, type Tried } from "./checkpoint.ts";
import { nameOf, type Recipe, SHARES } from "./recipes.ts";
import type { Rest } from "#ml/rest.ts";

export interface Rows extends ClassRows {
  readonly seed: number;
}

/** A mixture, and what it says of rows that it has not seen. */
export interface Found {
  readonly parts: readonly {
    readonly recipe: LinearRecipe;
    readonly share: number;
  }[];
  readonly scores: readonly Float32Array[];
  readonly temperature: number;
}

interface Candidate extends Tried {
  readonly recipe: LinearRecipe;
  readonly loss: number;
  readonly accuracy: number;
  readonly temperature: number;
}

/**
 * @param mayGoOn asked before each fold but the first.
 * @returns null when it might not go on.
 */
async function foldScores(
  rows: Rows,
  recipe: LinearRecipe,
  folds: readonly number[],
  rest: Rest,
  mayGoOn: () => boolean,
): Promise<Float32Array[] | null> {
  const { matrix, truths, seed } = rows;
  const scores = new Array<Float32Array>(truths.length);
  const count = folds.reduce((most, own) => Math.max(most, own), -1) + 1;
  for (let fold = 0; fold < count; fold += 1) {
    if (fold > 0 && !mayGoOn()) return null;
    const learned = Int32Array.from(
      folds.flatMap((own, row) => (own === fold ? [] : [row])),
    );
    const random = seededRandom(seed + fold);
    const fits = await fitClasses(rows, learned, recipe, random, rest);
    folds.forEach((own, row) => {
      if (own === fold) scores[row] = rowScores(fits, matrix, row);
    });
  }
  return scores;
}

const least = (candidates: readonly Candidate[]): Candidate | undefined =>
  [...candidates].sort((a, b) => a.loss - b.loss)[0];

/** The share of the scaled part with the least loss, each part brought to its own temperature first. */
function mixtureOf(
  plain: Candidate,
  scaled: Candidate | undefined,
  truths: readonly number[],
): Found {
  const parts = (share: number): Found["parts"] => [
    { recipe: plain.recipe, share: (1 - share) / plain.temperature },
    ...(scaled
      ? [{ recipe: scaled.recipe, share: share / scaled.temperature }]
      : []),
  ];
  let best: Found | null = null;
  let lowest = Number.POSITIVE_INFINITY;
  for (const share of scaled ? SHARES : [0]) {
    const used = parts(share);
    const [own = 0, other = 0] = used.map((part) => part.share);
    const scores = plain.scores.map((row, i) =>
      row.map(
        (score, c) => own * score + other * (scaled?.scores[i]?.[c] ?? 0),
      ),
    );
    const { loss, temperature } = judge(scores, truths);
    if (loss >= lowest) continue;
    lowest = loss;
    const kept = used.filter((part) => part.share > 0);
    best = { parts: kept, scores, temperature };
  }
  if (best) return best;
  throw new RangeError("No mixture to choose from");
}

/**
 * @param tried from a checkpoint.
 * @param mayGoOn asked before each recipe but the first, and between its folds: false ends the search with the best so far.
 */
export async function search(
  rows: Rows,
  recipe: Recipe,
  tried: readonly Tried[],
  report: TrainReport,
  rest: Rest,
  mayGoOn: () => boolean,
): Promise<Found> {
  const smallest = smallestClass(rows);
  const foldCount = Math.max(2, Math.min(recipe.folds, smallest));
  const folds = stratifiedFolds(rows.truths, foldCount, rows.seed);
  // One of each kind first, so that an early end has both.
  const order = interleaved(recipe.plain, recipe.scaled);
  const done: Candidate[] = [];
  for (const [i, one] of order.entries()) {
    if (i > 0 && !mayGoOn()) break;
    const name = nameOf(one);
    const scores =
      tried.find((earlier) => earlier.name === name)?.scores ??
      (await foldScores(rows, one, folds, rest, i > 0 ? mayGoOn : () => true));
    if (!scores) break;
    const judged = judge(scores, rows.truths);
    done.push({ recipe: one, name, scores, ...judged });
    await report.checkpoint(encodeCheckpoint(rows.seed, done));
    report.epoch({
      stage: "search",
      epoch: i + 1,
      epochs: order.length,
      trainLoss: Math.min(...done.map(({ loss }) => loss)),
      validationLoss: judged.loss,
      validationFigure: { kind: "accuracy", value: judged.accuracy },
    });
  }
  const plain = least(done.filter((one) => one.recipe.ratio === 0));
  const scaled = least(done.filter((one) => one.recipe.ratio > 0));
  if (!plain) throw new RangeError("No recipe to choose from");
  return mixtureOf(plain, scaled, rows.truths);
}

const interleaved = <T>(a: readonly T[], b: readonly T[]): T[] =>
  Array.from({ length: Math.max(a.length, b.length) }).flatMap((_, i) => [
    ...a.slice(i, i + 1),
    ...b.slice(i, i + 1),
  ]);

function smallestClass({ truths, classes }: Rows): number {
  const counts = new Array<number>(classes).fill(0);
  for (const truth of truths) counts[truth] = (counts[truth] ?? 0) + 1;
  return Math.min(...counts.filter((count) => count > 0));
}
