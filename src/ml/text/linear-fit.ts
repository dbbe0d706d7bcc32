/**
 * Linear classifiers of two classes by dual coordinate descent, as in liblinear: the squared hinge
 * loss (Hsieh et al. 2008, "A dual coordinate descent method for large-scale linear SVM") and the
 * logistic loss (Yu et al. 2011, "Dual coordinate descent methods for logistic regression").
 */
import type { Random } from "#core/random.ts";
import type { SparseRows } from "./sparse-rows.ts";

export type Loss = "squared_hinge" | "logistic";

export interface LinearOptions {
  readonly loss: Loss;
  /** Weight of the loss against the penalty. */
  readonly cost: number;
  /** Factor of each column (NBSVM), or null. */
  readonly scale: Float32Array | null;
  readonly random: Random;
}

export interface LinearWeights {
  /** Per column, the factors of `scale` in them. */
  readonly weights: Float32Array;
  readonly bias: number;
}

const MOST_PASSES = 40;
/** Ends when no variable of a pass would have moved its gradient by more. */
const TOLERANCE = 0.05;

function shuffle(order: Int32Array, random: Random): void {
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    const kept = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = kept;
  }
}

/** The part of the problem that one row is: dot products and steps along it. */
class Rows {
  readonly #matrix: SparseRows;
  readonly #scale: Float32Array | null;
  readonly weights: Float32Array;
  bias = 0;

  constructor(matrix: SparseRows, scale: Float32Array | null) {
    this.#matrix = matrix;
    this.#scale = scale;
    this.weights = new Float32Array(matrix.columns);
  }

  dot(row: number): number {
    const { starts, indices, values } = this.#matrix;
    const { weights } = this;
    const scale = this.#scale;
    const end = starts[row + 1] as number;
    let sum = this.bias;
    if (scale)
      for (let i = starts[row] as number; i < end; i += 1) {
        const column = indices[i] as number;
        sum +=
          (values[i] as number) *
          (weights[column] as number) *
          (scale[column] as number);
      }
    else
      for (let i = starts[row] as number; i < end; i += 1)
        sum +=
          (values[i] as number) * (weights[indices[i] as number] as number);
    return sum;
  }

  move(row: number, by: number): void {
    const { starts, indices, values } = this.#matrix;
    const { weights } = this;
    const scale = this.#scale;
    const end = starts[row + 1] as number;
    for (let i = starts[row] as number; i < end; i += 1) {
      const column = indices[i] as number;
      const value = by * (values[i] as number);
      weights[column] =
        (weights[column] as number) +
        (scale ? value * (scale[column] as number) : value);
    }
    this.bias += by;
  }

  /** The row's square, the constant 1 of the bias in it. */
  square(row: number): number {
    const { starts, indices, values } = this.#matrix;
    const scale = this.#scale;
    let sum = 1;
    for (
      let i = starts[row] as number;
      i < (starts[row + 1] as number);
      i += 1
    ) {
      const factor = scale ? (scale[indices[i] as number] as number) : 1;
      sum += ((values[i] as number) * factor) ** 2;
    }
    return sum;
  }
}

/** What the rows say together: which are learned, and 1 or -1 of each of these. */
interface Task {
  readonly rows: Rows;
  readonly learned: Int32Array;
  readonly signs: Int8Array;
  readonly cost: number;
  readonly random: Random;
}

/** The dual of one loss. */
interface Dual {
  /** Of each learned row to begin with. */
  readonly alpha: number;
  /** A slope that is smaller moves nothing. */
  readonly leastSlope: number;
  readonly slope: (alpha: number, margin: number) => number;
  readonly next: (
    alpha: number,
    margin: number,
    slope: number,
    square: number,
  ) => number;
}

/** One variable after the other, in another order in each pass. */
function descend(
  { rows, learned, signs, random }: Task,
  { alpha: start, leastSlope, slope: slopeOf, next: nextOf }: Dual,
): void {
  const order = Int32Array.from(learned.keys());
  const alphas = new Float64Array(learned.length).fill(start);
  if (start !== 0)
    learned.forEach((row, at) => rows.move(row, start * (signs[at] as number)));
  const squares = Float64Array.from(learned, (row) => rows.square(row));
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    shuffle(order, random);
    let most = 0;
    for (const at of order) {
      const row = learned[at] as number;
      const sign = signs[at] as number;
      const alpha = alphas[at] as number;
      const margin = sign * rows.dot(row);
      const slope = slopeOf(alpha, margin);
      most = Math.max(most, Math.abs(slope));
      if (Math.abs(slope) < leastSlope) continue;
      const next = nextOf(alpha, margin, slope, squares[at] as number);
      alphas[at] = next;
      rows.move(row, (next - alpha) * sign);
    }
    if (most < TOLERANCE) return;
  }
}

function fitSquaredHinge(task: Task): void {
  const diagonal = 0.5 / task.cost;
  descend(task, {
    alpha: 0,
    leastSlope: 1e-12,
    slope(alpha, margin) {
      const gradient = margin - 1 + diagonal * alpha;
      return alpha === 0 ? Math.min(gradient, 0) : gradient;
    },
    next: (alpha, _margin, slope, square) =>
      Math.max(alpha - slope / (square + diagonal), 0),
  });
}

const LEAST_SHARE = 1e-8;
const NEWTON_STEPS = 20;

/** One variable of the logistic dual: the two-variable Newton method of liblinear. */
function logisticStep(
  alpha: number,
  cost: number,
  square: number,
  margin: number,
): number {
  const isFirst = 0.5 * square * (cost - 2 * alpha) + margin >= 0;
  const sign = isFirst ? 1 : -1;
  const old = isFirst ? alpha : cost - alpha;
  let z = cost - old < 0.5 * cost ? 0.1 * old : old;
  for (let step = 0; step < NEWTON_STEPS; step += 1) {
    const gradient =
      square * (z - old) + sign * margin + Math.log(z / (cost - z));
    if (Math.abs(gradient) < 1e-3) break;
    const next = z - gradient / (square + cost / (cost - z) / z);
    z = next <= 0 ? z * 0.1 : Math.min(next, cost * (1 - LEAST_SHARE));
  }
  return isFirst ? z : cost - z;
}

function fitLogistic(task: Task): void {
  const { cost } = task;
  descend(task, {
    alpha: Math.min(0.001 * cost, LEAST_SHARE),
    leastSlope: 1e-3,
    slope: (alpha, margin) => margin + Math.log(alpha / (cost - alpha)),
    next: (alpha, margin, _slope, square) =>
      logisticStep(alpha, cost, square, margin),
  });
}

/** @param learned rows of the matrix; @param signs 1 or -1 of each of them. */
export function fitLinear(
  matrix: SparseRows,
  learned: Int32Array,
  signs: Int8Array,
  { loss, cost, scale, random }: LinearOptions,
): LinearWeights {
  const rows = new Rows(matrix, scale);
  const fit = loss === "logistic" ? fitLogistic : fitSquaredHinge;
  fit({ rows, learned, signs, cost, random });
  const { weights, bias } = rows;
  if (scale)
    for (let i = 0; i < weights.length; i += 1)
      weights[i] = (weights[i] as number) * (scale[i] as number);
  return { weights, bias };
}

/** Log-count ratios of the columns between rows of the class and the others (Wang and Manning 2012). */
export function classRatios(
  { columns, starts, indices, values }: SparseRows,
  learned: Int32Array,
  signs: Int8Array,
): Float32Array {
  const own = new Float64Array(columns).fill(1);
  const others = new Float64Array(columns).fill(1);
  learned.forEach((row, at) => {
    const sums = signs[at] === 1 ? own : others;
    for (
      let i = starts[row] as number;
      i < (starts[row + 1] as number);
      i += 1
    ) {
      const column = indices[i] as number;
      sums[column] =
        (sums[column] as number) + ((values[i] as number) > 0 ? 1 : 0);
    }
  });
  const total = (sums: Float64Array): number => sums.reduce((a, b) => a + b, 0);
  const base = Math.log(total(own) / total(others));
  return Float32Array.from(
    own,
    (count, i) => Math.log(count / (others[i] as number)) - base,
  );
}
