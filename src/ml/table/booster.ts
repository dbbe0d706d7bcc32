/** Gradient-boosted trees on binned columns (Friedman 2001; histograms as in Ke et al. 2017). */
import type { Random } from "#core/random.ts";
import type { Rest } from "../rest.ts";
import type { Loss } from "./losses.ts";
import {
  type BinnedColumns,
  drawn,
  type GrowRules,
  TreeGrower,
} from "./tree-grower.ts";
import { addTrees, type Bins, TreeBuilder, type Trees } from "./trees.ts";

export interface BoostRules extends Omit<GrowRules, "randomCuts"> {
  readonly rounds: number;
  /** Rounds without a better loss on the judged rows before it ends. */
  readonly patience: number;
  /** Rows and columns drawn for each tree, 0-1. */
  readonly rowShare: number;
  readonly columnShare: number;
}

export interface Boosted {
  readonly trees: Trees;
  /** [outputs] */
  readonly start: Float64Array;
  /** Mean loss on the judged rows after each round, as far as it was run. */
  readonly losses: readonly number[];
}

export interface BoostTask {
  readonly data: BinnedColumns;
  readonly loss: Loss;
  /** By row of the table: a number, or a class. */
  readonly targets: Float64Array;
  readonly weights: Float64Array;
  readonly learned: Int32Array;
  /** Rows that say when to end; none: all rounds are run. */
  readonly judged: Int32Array;
}

/** A share of the rows, in their order, so that memory is read forwards. */
function sampled(rows: Int32Array, share: number, random: Random): Int32Array {
  if (share >= 1) return rows;
  const wanted = Math.max(1, Math.round(rows.length * share));
  const kept = new Int32Array(wanted);
  let found = 0;
  for (let i = 0; i < rows.length && found < wanted; i += 1)
    if (random() * (rows.length - i) < wanted - found)
      kept[found++] = rows[i] as number;
  return kept;
}

/** Weighted mean loss of rows whose scores are [rows, outputs]. */
function meanLoss(
  { loss, targets, weights }: BoostTask,
  rows: Int32Array,
  scores: Float64Array,
): number {
  let [sum, all] = [0, 0];
  for (const row of rows) {
    const weight = weights[row] as number;
    sum += weight * loss.of(targets[row] as number, scores, row * loss.outputs);
    all += weight;
  }
  return sum / Math.max(Number.MIN_VALUE, all);
}

/** Adds a tree to the scores of rows that it has not learned from. */
function addTree(
  tree: Trees,
  bins: Bins,
  rows: Int32Array,
  scores: Float64Array,
  outputs: number,
  output: number,
): void {
  const sums = new Float64Array(rows.length);
  addTrees(tree, bins, rows, 1, sums);
  rows.forEach((row, i) => {
    const at = row * outputs + output;
    scores[at] = (scores[at] as number) + (sums[i] as number);
  });
}

/**
 * @param rest awaited after each tree.
 * @param mayGoOn asked after each round: false ends it with the rounds so far.
 */
export async function boost(
  task: BoostTask,
  rules: BoostRules,
  random: Random,
  rest: Rest,
  mayGoOn: () => boolean = () => true,
): Promise<Boosted> {
  const { data, loss, targets, weights, learned, judged } = task;
  const { outputs } = loss;
  const size = targets.length * outputs;
  const [scores, gradients, hessians] = [
    new Float64Array(size),
    new Float64Array(size),
    new Float64Array(size),
  ];
  const start = loss.start(learned, targets, weights);
  for (let at = 0; at < size; at += 1)
    scores[at] = start[at % outputs] as number;
  const grower = new TreeGrower(
    data,
    { ...rules, randomCuts: false },
    learned.length,
  );
  const all = data.counts.map((_, column) => column);
  const builder = new TreeBuilder();
  const losses: number[] = [];
  let [best, bestRound] = [Infinity, 0];
  for (let round = 1; round <= rules.rounds; round += 1) {
    loss.derive(learned, targets, weights, scores, gradients, hessians);
    const rows = sampled(learned, rules.rowShare, random);
    const isDrawn = rows.length < learned.length;
    const columns = drawn(
      all,
      Math.max(1, Math.round(all.length * rules.columnShare)),
      random,
    );
    for (let output = 0; output < outputs; output += 1) {
      await rest();
      grower.grow(
        builder,
        rows,
        gradients,
        hessians,
        outputs,
        output,
        columns,
        random,
        (leaf, value) => {
          if (isDrawn) return;
          for (let i = 0; i < leaf.length; i += 1) {
            const at = (leaf[i] as number) * outputs + output;
            scores[at] = (scores[at] as number) + value;
          }
        },
      );
      const unseen = isDrawn ? learned : null;
      if (!unseen && judged.length === 0) continue;
      const tree = builder.newest();
      if (unseen) addTree(tree, data.bins, unseen, scores, outputs, output);
      addTree(tree, data.bins, judged, scores, outputs, output);
    }
    await rest();
    if (judged.length === 0) continue;
    const now = meanLoss(task, judged, scores);
    losses.push(now);
    if (now < best) [best, bestRound] = [now, round];
    else if (round - bestRound >= rules.patience) break;
    if (!mayGoOn()) break;
  }
  return { trees: builder.build(), start, losses };
}

/** The same with the first rounds alone. */
export function afterRounds(fit: Boosted, rounds: number): Boosted {
  const roots = fit.trees.roots.subarray(0, rounds * fit.start.length);
  return { ...fit, trees: { ...fit.trees, roots } };
}

/** Scores of rows, [rows, outputs]. @param rows of the bins; null for all. */
export function boostedScores(
  { trees, start }: Boosted,
  bins: Bins,
  rows: Int32Array | null,
): Float64Array {
  const count = rows?.length ?? bins[0]?.length ?? 0;
  const sums = new Float64Array(count * start.length);
  for (let i = 0; i < sums.length; i += 1)
    sums[i] = start[i % start.length] as number;
  addTrees(trees, bins, rows, start.length, sums);
  return sums;
}
