/** Cross-validation over the strength of the penalty: which one, and how sure the result may be. */
import { seededRandom, shuffled } from "#core/random.ts";
import { fitTemperature } from "./calibration.ts";
import {
  fitSoftmaxHead,
  logits,
  softmax,
  type LabeledRows,
} from "./softmax-head.ts";

/** Strengths tried, weak to strong: standardized features of small sets want strong ones. */
export const L2_CANDIDATES = [0.03, 0.1, 0.3] as const;
export const FOLDS = 5;
const SEARCH_ITERATIONS = 25;

/** Fold number of each row; every label is spread over the folds. */
export function stratifiedFolds(
  labels: readonly number[],
  folds: number,
  seed: number,
): number[] {
  const random = seededRandom(seed);
  const members = new Map<number, number[]>();
  labels.forEach((label, i) => {
    const own = members.get(label);
    if (own) own.push(i);
    else members.set(label, [i]);
  });
  const fold = new Array<number>(labels.length).fill(0);
  let next = 0;
  for (const [, rows] of [...members].sort(([a], [b]) => a - b)) {
    for (const row of shuffled(rows, random)) {
      fold[row] = next % folds;
      next += 1;
    }
  }
  return fold;
}

export interface OutOfFold {
  readonly l2: number;
  /** Scores of each row by a head that did not see it, [rows][classes]. */
  readonly logits: readonly Float32Array[];
  readonly accuracy: number;
  readonly temperature: number;
}

function foldScores(
  { rows, labels, classes }: LabeledRows,
  l2: number,
  folds: readonly number[],
): Float32Array[] {
  const scores = new Array<Float32Array>(rows.length);
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const kept = folds.flatMap((own, i) => (own === fold ? [] : [i]));
    const left = folds.flatMap((own, i) => (own === fold ? [i] : []));
    const pick = <T>(list: readonly T[]): T[] => kept.map((i) => list[i] as T);
    const head = fitSoftmaxHead(
      { rows: pick(rows), labels: pick(labels), classes },
      { l2, iterations: SEARCH_ITERATIONS },
    );
    for (const i of left) scores[i] = logits(head, rows[i] as Float32Array);
  }
  return scores;
}

export const bestOf = (scores: Float32Array): number =>
  scores.reduce(
    (best, score, i) => (score > (scores[best] ?? -Infinity) ? i : best),
    0,
  );

/** How good scores are, once the temperature that suits them best is applied. Loss in nats. */
export function judge(
  scores: readonly Float32Array[],
  labels: readonly number[],
): { accuracy: number; loss: number; temperature: number } {
  const temperature = fitTemperature(scores, labels);
  let [hits, loss] = [0, 0];
  scores.forEach((row, i) => {
    const truth = labels[i] ?? 0;
    hits += bestOf(row) === truth ? 1 : 0;
    loss -= Math.log(Math.max(1e-12, softmax(row, temperature)[truth] ?? 0));
  });
  return {
    accuracy: hits / labels.length,
    loss: loss / labels.length,
    temperature,
  };
}

/**
 * The strength with the least calibrated out-of-fold loss: smoother than accuracy, which jumps
 * by whole pictures on small sets.
 * @param onCandidate awaited before each candidate, so that messages come in; throw to stop.
 */
export async function searchHead(
  data: LabeledRows,
  candidates: readonly number[],
  seed: number,
  onCandidate: (done: number) => Promise<void>,
): Promise<OutOfFold> {
  const folds = stratifiedFolds(data.labels, FOLDS, seed);
  let best: (OutOfFold & { readonly loss: number }) | null = null;
  for (const [i, l2] of candidates.entries()) {
    await onCandidate(i);
    const scores = foldScores(data, l2, folds);
    const { accuracy, loss, temperature } = judge(scores, data.labels);
    if (!best || loss < best.loss)
      best = { l2, logits: scores, accuracy, temperature, loss };
  }
  if (best) return best;
  throw new RangeError("No candidates to choose from");
}
