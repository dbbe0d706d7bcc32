/** What a softmax head minimizes: mean cross-entropy with an L2 penalty, and its gradient. */
import type { Standardization } from "./standardization.ts";

/** [rows, features + 1] standardized, a one at the end of each row for the bias. */
export function design(
  rows: readonly Float32Array[],
  { mean, scale }: Standardization,
): Float32Array {
  const features = mean.length;
  const width = features + 1;
  const x = new Float32Array(rows.length * width);
  rows.forEach((row, i) => {
    for (let j = 0; j < features; j += 1)
      x[i * width + j] = ((row[j] ?? 0) - (mean[j] ?? 0)) * (scale[j] ?? 0);
    x[i * width + features] = 1;
  });
  return x;
}

/** Four sums at once: processors add them side by side. */
function product(
  x: Float32Array,
  row: number,
  w: Float64Array,
  at: number,
  width: number,
): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  let j = 0;
  for (; j + 3 < width; j += 4) {
    a += (x[row + j] as number) * (w[at + j] as number);
    b += (x[row + j + 1] as number) * (w[at + j + 1] as number);
    c += (x[row + j + 2] as number) * (w[at + j + 2] as number);
    d += (x[row + j + 3] as number) * (w[at + j + 3] as number);
  }
  for (; j < width; j += 1) a += (x[row + j] as number) * (w[at + j] as number);
  return a + b + c + d;
}

export class Objective {
  readonly #x: Float32Array;
  readonly #labels: readonly number[];
  readonly #classes: number;
  readonly #width: number;
  readonly #l2: number;
  readonly #errors: Float64Array;
  /** Of the rows; together 1. */
  readonly #shares: Float64Array;

  constructor(
    x: Float32Array,
    labels: readonly number[],
    classes: number,
    l2: number,
    weights?: Float64Array,
  ) {
    this.#x = x;
    this.#labels = labels;
    this.#classes = classes;
    this.#width = x.length / labels.length;
    this.#l2 = l2;
    const all = weights ?? new Float64Array(labels.length).fill(1);
    const total = all.reduce((sum, weight) => sum + weight, 0);
    this.#shares = all.map((weight) => weight / total);
    this.#errors = new Float64Array(labels.length * classes);
  }

  /** Loss at w [classes, width]; its gradient is written to `gradient`. */
  evaluate(w: Float64Array, gradient: Float64Array): number {
    const classes = this.#classes;
    const width = this.#width;
    const loss = this.#errorsAt(w);
    gradient.fill(0);
    for (let c = 0; c < classes; c += 1) this.#accumulate(c, gradient);
    let penalty = 0;
    for (let c = 0; c < classes; c += 1) {
      for (let j = 0; j < width - 1; j += 1) {
        const k = c * width + j;
        const value = w[k] as number;
        penalty += 0.5 * this.#l2 * value * value;
        gradient[k] = (gradient[k] as number) + this.#l2 * value;
      }
    }
    return loss + penalty;
  }

  /** Mean cross-entropy; leaves each score's share of the gradient in `#errors`, [rows, classes]. */
  #errorsAt(w: Float64Array): number {
    const [x, width, classes, errors, shares] = [
      this.#x,
      this.#width,
      this.#classes,
      this.#errors,
      this.#shares,
    ];
    const count = this.#labels.length;
    let loss = 0;
    for (let i = 0; i < count; i += 1) {
      const at = i * classes;
      let highest = -Infinity;
      for (let c = 0; c < classes; c += 1) {
        const sum = product(x, i * width, w, c * width, width);
        errors[at + c] = sum;
        if (sum > highest) highest = sum;
      }
      let total = 0;
      for (let c = 0; c < classes; c += 1) {
        const e = Math.exp((errors[at + c] as number) - highest);
        errors[at + c] = e;
        total += e;
      }
      const truth = this.#labels[i] as number;
      const share = shares[i] as number;
      loss -=
        share *
        Math.log(Math.max(1e-300, (errors[at + truth] as number) / total));
      for (let c = 0; c < classes; c += 1)
        errors[at + c] =
          share * ((errors[at + c] as number) / total - (c === truth ? 1 : 0));
    }
    return loss;
  }

  /** Four rows at a time: the gradient is read and written a quarter as often. */
  #accumulate(c: number, gradient: Float64Array): void {
    const [x, width, classes, errors] = [
      this.#x,
      this.#width,
      this.#classes,
      this.#errors,
    ];
    const count = this.#labels.length;
    const at = c * width;
    const error = (row: number): number =>
      row < count ? (errors[row * classes + c] as number) : 0;
    for (let i = 0; i < count; i += 4) {
      const [e, f, g, h] = [error(i), error(i + 1), error(i + 2), error(i + 3)];
      const p = i * width;
      // Past the last row the weight is zero: any row will do.
      const q = i + 1 < count ? p + width : p;
      const r = i + 2 < count ? q + width : p;
      const s = i + 3 < count ? r + width : p;
      for (let j = 0; j < width; j += 1)
        gradient[at + j] =
          (gradient[at + j] as number) +
          e * (x[p + j] as number) +
          f * (x[q + j] as number) +
          g * (x[r + j] as number) +
          h * (x[s + j] as number);
    }
  }
}
