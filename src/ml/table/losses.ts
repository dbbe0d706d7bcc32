/** What boosting makes small, with first and second derivatives. Sources: Friedman 2001, Chen and Guestrin 2016. */

export type LossName = "squared" | "logistic" | "softmax";

export interface Loss {
  /** Scores a row. */
  readonly outputs: number;
  /** The constant scores with the least loss, [outputs]. */
  start(
    rows: Int32Array,
    targets: Float64Array,
    weights: Float64Array,
  ): Float64Array;
  /** Derivatives by the scores; all arrays but `targets` are [rows of the table, outputs]. */
  derive(
    rows: Int32Array,
    targets: Float64Array,
    weights: Float64Array,
    scores: Float64Array,
    gradients: Float64Array,
    hessians: Float64Array,
  ): void;
  /** Of one row, unweighted; entropies in nats. */
  of(target: number, scores: Float64Array, at: number): number;
}

const LEAST_HESSIAN = 1e-6;
const clamped = (share: number): number =>
  Math.min(1 - 1e-6, Math.max(1e-6, share));

function meanOf(
  rows: Int32Array,
  weights: Float64Array,
  value: (row: number) => number,
): number {
  let [sum, all] = [0, 0];
  for (const row of rows) {
    const weight = weights[row] as number;
    sum += weight * value(row);
    all += weight;
  }
  return sum / all;
}

/** Half the squared difference. */
const squared: Loss = {
  outputs: 1,
  start: (rows, targets, weights) =>
    Float64Array.of(meanOf(rows, weights, (row) => targets[row] as number)),
  derive(rows, targets, weights, scores, gradients, hessians) {
    for (const row of rows) {
      const weight = weights[row] as number;
      gradients[row] =
        weight * ((scores[row] as number) - (targets[row] as number));
      hessians[row] = weight;
    }
  },
  of: (target, scores, at) => 0.5 * ((scores[at] as number) - target) ** 2,
};

/** Two classes, 0 and 1: the score is the logarithm of the odds of 1. */
const logistic: Loss = {
  outputs: 1,
  start(rows, targets, weights) {
    const share = clamped(
      meanOf(rows, weights, (row) => targets[row] as number),
    );
    return Float64Array.of(Math.log(share / (1 - share)));
  },
  derive(rows, targets, weights, scores, gradients, hessians) {
    for (let i = 0; i < rows.length; i += 1) {
      const row = rows[i] as number;
      const p = 1 / (1 + Math.exp(-(scores[row] as number)));
      const weight = weights[row] as number;
      gradients[row] = weight * (p - (targets[row] as number));
      hessians[row] = weight * Math.max(LEAST_HESSIAN, p * (1 - p));
    }
  },
  of(target, scores, at) {
    const score = scores[at] as number;
    // log(1 + e^x) without overflow.
    const soft = Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score)));
    return soft - target * score;
  },
};

const softmaxOf = (classes: number): Loss => ({
  outputs: classes,
  start(rows, targets, weights) {
    return Float64Array.from({ length: classes }, (_, c) =>
      Math.log(
        clamped(meanOf(rows, weights, (row) => (targets[row] === c ? 1 : 0))),
      ),
    );
  },
  derive(rows, targets, weights, scores, gradients, hessians) {
    for (const row of rows) {
      const at = row * classes;
      let highest = -Infinity;
      for (let c = 0; c < classes; c += 1)
        highest = Math.max(highest, scores[at + c] as number);
      let total = 0;
      for (let c = 0; c < classes; c += 1)
        total += Math.exp((scores[at + c] as number) - highest);
      const weight = weights[row] as number;
      for (let c = 0; c < classes; c += 1) {
        const p = Math.exp((scores[at + c] as number) - highest) / total;
        gradients[at + c] = weight * (p - (targets[row] === c ? 1 : 0));
        // Twice the diagonal: the bound that keeps steps of all classes at once safe.
        hessians[at + c] = weight * Math.max(LEAST_HESSIAN, 2 * p * (1 - p));
      }
    }
  },
  of(target, scores, at) {
    let highest = -Infinity;
    for (let c = 0; c < classes; c += 1)
      highest = Math.max(highest, scores[at + c] as number);
    let total = 0;
    for (let c = 0; c < classes; c += 1)
      total += Math.exp((scores[at + c] as number) - highest);
    return highest + Math.log(total) - (scores[at + target] as number);
  },
});

/** @param classes of softmax. */
export function lossOf(name: LossName, classes: number): Loss {
  if (name === "squared") return squared;
  return name === "logistic" ? logistic : softmaxOf(classes);
}
