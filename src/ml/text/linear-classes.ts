/** Linear classifiers of several classes: each against the rest, or one boundary between two. */
import type { Random } from "#core/random.ts";
import {
  classRatios,
  fitLinear,
  type LinearWeights,
  type Loss,
} from "./linear-fit.ts";
import type { SparseRows } from "./sparse-rows.ts";

/** One way to learn. */
export interface LinearRecipe {
  readonly loss: Loss;
  readonly cost: number;
  /** Exponent of the class ratios that scale the columns (NBSVM); 0 = plain. */
  readonly ratio: number;
}

/** Weights per boundary: one of two classes, otherwise one of each class. */
export type LinearClasses = readonly LinearWeights[];

export const boundaries = (classes: number): number =>
  classes === 2 ? 1 : classes;

/** What is learned from. */
export interface ClassRows {
  readonly matrix: SparseRows;
  /** Class of each row. */
  readonly truths: readonly number[];
  readonly classes: number;
}

/** @param onBoundary awaited before each, so that messages come in; throw to stop. */
export async function fitClasses(
  { matrix, truths, classes }: ClassRows,
  learned: Int32Array,
  { loss, cost, ratio }: LinearRecipe,
  random: Random,
  onBoundary: () => Promise<void>,
): Promise<LinearClasses> {
  const fits: LinearWeights[] = [];
  for (let of = 0; of < boundaries(classes); of += 1) {
    await onBoundary();
    const positive = classes === 2 ? 1 : of;
    const signs = Int8Array.from(learned, (row) =>
      truths[row] === positive ? 1 : -1,
    );
    const scale = ratio === 0 ? null : scales(matrix, learned, signs, ratio);
    fits.push(fitLinear(matrix, learned, signs, { loss, cost, scale, random }));
  }
  return fits;
}

function scales(
  matrix: SparseRows,
  learned: Int32Array,
  signs: Int8Array,
  exponent: number,
): Float32Array {
  const ratios = classRatios(matrix, learned, signs);
  return exponent === 1
    ? ratios
    : ratios.map((ratio) => Math.sign(ratio) * Math.abs(ratio) ** exponent);
}

/** Scores of a row, one per class. */
export function classScores(
  fits: LinearClasses,
  indices: Int32Array,
  values: Float32Array,
  from = 0,
  to = indices.length,
): Float32Array {
  const margins = fits.map(({ weights, bias }) => {
    let sum = bias;
    for (let i = from; i < to; i += 1)
      sum += (values[i] as number) * (weights[indices[i] as number] as number);
    return sum;
  });
  const [only = 0] = margins;
  return margins.length === 1
    ? Float32Array.of(-only, only)
    : Float32Array.from(margins);
}

export const rowScores = (
  fits: LinearClasses,
  { starts, indices, values }: SparseRows,
  row: number,
): Float32Array =>
  classScores(fits, indices, values, starts[row] ?? 0, starts[row + 1] ?? 0);

/** Sums of linear classifiers are linear classifiers. */
export function mixed(
  parts: readonly {
    readonly fits: LinearClasses;
    readonly share: number;
  }[],
): LinearClasses {
  const [first] = parts;
  return (first?.fits ?? []).map(({ weights }, at) => {
    const sum = new Float32Array(weights.length);
    let bias = 0;
    for (const { fits, share } of parts) {
      const own = fits[at];
      if (!own) continue;
      bias += share * own.bias;
      for (let i = 0; i < sum.length; i += 1)
        sum[i] = (sum[i] as number) + share * (own.weights[i] as number);
    }
    return { weights: sum, bias };
  });
}
