/** Random forests (Breiman 2001) and extremely randomized trees (Geurts et al. 2006) on binned columns. */
import type { Random } from "#core/random.ts";
import type { Rest } from "../rest.ts";
import { type BinnedColumns, TreeGrower } from "./tree-grower.ts";
import { addTrees, type Bins, TreeBuilder, type Trees } from "./trees.ts";

export interface ForestRules {
  readonly trees: number;
  /** Least rows of a leaf, by weight. */
  readonly leastRows: number;
  readonly maxLeaves: number;
  /** Columns drawn for each node, as a share of all. */
  readonly columnShare: number;
  /** Cuts at random, on all rows; else the best cuts, on rows drawn with repetition. */
  readonly isExtra: boolean;
}

export interface Forest {
  readonly trees: Trees;
  readonly outputs: number;
}

const MAX_DEPTH = 40;

/** How often each row is drawn. */
function draws(rows: Int32Array, random: Random): Map<number, number> {
  const counts = new Map<number, number>();
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[Math.floor(random() * rows.length)] as number;
    counts.set(row, (counts.get(row) ?? 0) + 1);
  }
  return counts;
}

/**
 * Each tree says the weighted mean target of its leaf's rows; of classes, each class has trees of its own.
 * @param targets [table's rows, outputs]: numbers, or 1 for the class and 0 for the others.
 * @param weights by row of the table.
 * @param rest awaited after each tree.
 */
export async function growForest(
  data: BinnedColumns,
  targets: Float64Array,
  weights: Float64Array,
  outputs: number,
  learned: Int32Array,
  rules: ForestRules,
  random: Random,
  rest: Rest,
): Promise<Forest> {
  const all = data.counts.map((_, column) => column);
  const grower = new TreeGrower(
    data,
    {
      maxDepth: MAX_DEPTH,
      maxLeaves: rules.maxLeaves,
      columnsPerNode: Math.max(1, Math.round(all.length * rules.columnShare)),
      rate: 1 / rules.trees,
      l2: 0,
      minHessian: rules.leastRows,
      minGain: 1e-9,
      randomCuts: rules.isExtra,
    },
    learned.length,
  );
  const builder = new TreeBuilder();
  const gradients = new Float64Array(targets.length);
  const hessians = new Float64Array(targets.length);
  for (let tree = 0; tree < rules.trees; tree += 1) {
    const counts = rules.isExtra ? null : draws(learned, random);
    const rows = counts ? Int32Array.from(counts.keys()).sort() : learned;
    for (const row of rows) {
      const weight = (counts?.get(row) ?? 1) * (weights[row] as number);
      for (let at = row * outputs; at < (row + 1) * outputs; at += 1) {
        gradients[at] = -weight * (targets[at] as number);
        hessians[at] = weight;
      }
    }
    for (let output = 0; output < outputs; output += 1)
      grower.grow(
        builder,
        rows,
        gradients,
        hessians,
        outputs,
        output,
        all,
        random,
        () => undefined,
      );
    await rest();
  }
  return { trees: builder.build(), outputs };
}

/** Mean answers of the trees, [rows, outputs]. @param rows of the bins; null for all. */
export function forestAnswers(
  { trees, outputs }: Forest,
  bins: Bins,
  rows: Int32Array | null,
): Float64Array {
  const count = rows?.length ?? bins[0]?.length ?? 0;
  const sums = new Float64Array(count * outputs);
  addTrees(trees, bins, rows, outputs, sums);
  return sums;
}
