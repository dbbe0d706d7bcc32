/** Ridge regression of numbers on standardized features. */
import type { Rest } from "../rest.ts";
import { cholesky, solveLower, solveUpper } from "../cholesky.ts";

export interface LinearNumbers {
  /** [features] */
  readonly weights: Float64Array;
  readonly bias: number;
}

/** Sums of products of features and of features with targets, means taken off. */
interface Normal {
  readonly width: number;
  readonly means: Float64Array;
  readonly mean: number;
  /** Lower triangle, [width, width]. */
  readonly products: Float64Array;
  readonly sides: Float64Array;
}

async function normalOf(
  rows: readonly Float32Array[],
  targets: Float64Array,
  rest: Rest,
): Promise<Normal> {
  const width = rows[0]?.length ?? 0;
  const means = new Float64Array(width);
  for (const row of rows)
    for (let j = 0; j < width; j += 1)
      means[j] = (means[j] as number) + (row[j] as number) / rows.length;
  const mean = targets.reduce((sum, value) => sum + value, 0) / rows.length;
  const products = new Float64Array(width * width);
  const sides = new Float64Array(width);
  const away = new Float64Array(width);
  for (const [i, row] of rows.entries()) {
    await rest();
    const target = (targets[i] as number) - mean;
    for (let j = 0; j < width; j += 1)
      away[j] = (row[j] as number) - (means[j] as number);
    for (let j = 0; j < width; j += 1) {
      const value = away[j] as number;
      if (value === 0) continue;
      sides[j] = (sides[j] as number) + value * target;
      for (let k = 0; k <= j; k += 1)
        products[j * width + k] =
          (products[j * width + k] as number) + value * (away[k] as number);
    }
  }
  return { width, means, mean, products, sides };
}

/**
 * @param ridge penalty per row: weights of standardized features.
 * @param rest awaited after each row of the sums.
 * @throws AppError('model') when the rows do not determine one.
 */
export async function fitLinearNumbers(
  rows: readonly Float32Array[],
  targets: Float64Array,
  ridge: number,
  rest: Rest,
): Promise<LinearNumbers> {
  const { width, means, mean, products, sides } = await normalOf(
    rows,
    targets,
    rest,
  );
  for (let j = 0; j < width; j += 1)
    products[j * width + j] =
      (products[j * width + j] as number) + ridge * rows.length + 1e-9;
  cholesky(products, width);
  solveLower(products, width, sides);
  solveUpper(products, width, sides);
  const bias = sides.reduce(
    (sum, weight, j) => sum - weight * (means[j] as number),
    mean,
  );
  return { weights: sides, bias };
}

export function linearNumber(
  { weights, bias }: LinearNumbers,
  row: Float32Array,
): number {
  let sum = bias;
  for (let j = 0; j < weights.length; j += 1)
    sum += (weights[j] as number) * (row[j] as number);
  return sum;
}
