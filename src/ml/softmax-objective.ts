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
  readonly #scores: Float64Array;

  constructor(
    x: Float32Array,
    labels: readonly number[],
    classes: number,
    l2: number,
  ) {
    this.#x = x;
    this.#labels = labels;
    this.#classes = classes;
    this.#width = x.length / labels.length;
    this.#l2 = l2;
    this.#scores = new Float64Array(classes);
  }

  /** Loss at w [classes, width]; its gradient is written to `gradient`. */
  evaluate(w: Float64Array, gradient: Float64Array): number {
    const [x, width, classes, scores] = [
      this.#x,
      this.#width,
      this.#classes,
      this.#scores,
    ];
    const count = this.#labels.length;
    gradient.fill(0);
    let loss = 0;
    for (let i = 0; i < count; i += 1) {
      const row = i * width;
      let highest = -Infinity;
      for (let c = 0; c < classes; c += 1) {
        const sum = product(x, row, w, c * width, width);
        scores[c] = sum;
        if (sum > highest) highest = sum;
      }
      let total = 0;
      for (let c = 0; c < classes; c += 1) {
        const e = Math.exp((scores[c] as number) - highest);
        scores[c] = e;
        total += e;
      }
      const truth = this.#labels[i] as number;
      loss -= Math.log(Math.max(1e-300, (scores[truth] as number) / total));
      for (let c = 0; c < classes; c += 1) {
        const error =
          ((scores[c] as number) / total - (c === truth ? 1 : 0)) / count;
        const at = c * width;
        for (let j = 0; j < width; j += 1)
          gradient[at + j] =
            (gradient[at + j] as number) + error * (x[row + j] as number);
      }
    }
    loss /= count;
    for (let c = 0; c < classes; c += 1) {
      for (let j = 0; j < width - 1; j += 1) {
        const k = c * width + j;
        const value = w[k] as number;
        loss += 0.5 * this.#l2 * value * value;
        gradient[k] = (gradient[k] as number) + this.#l2 * value;
      }
    }
    return loss;
  }
}
