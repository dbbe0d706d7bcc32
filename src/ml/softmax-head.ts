/**
 * Multinomial logistic regression on standardized features with an L2 penalty, minimized by
 * L-BFGS (Nocedal 1980; memory 8, backtracking line search). Plain typed arrays: for a few
 * thousand rows this is faster than any tensor library.
 */
import { standardization, type Standardization } from "./standardization.ts";

export interface SoftmaxHead {
  readonly classes: number;
  readonly features: number;
  /** [classes, features], on raw features: standardization is folded in. */
  readonly weights: Float32Array;
  /** [classes] */
  readonly bias: Float32Array;
}

/** Rows of features with their class numbers. */
export interface LabeledRows {
  readonly rows: readonly Float32Array[];
  readonly labels: readonly number[];
  readonly classes: number;
}

/** [rows, features + 1] standardized, a one at the end of each row for the bias. */
function design(
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

class Objective {
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
        let sum = 0;
        const at = c * width;
        for (let j = 0; j < width; j += 1)
          sum += (x[row + j] as number) * (w[at + j] as number);
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

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1)
    sum += (a[i] as number) * (b[i] as number);
  return sum;
}

interface Pair {
  readonly s: Float64Array;
  readonly y: Float64Array;
  readonly rho: number;
}

const MEMORY = 8;
const TOLERANCE = 1e-5;

/** The two-loop recursion: an estimate of the inverse Hessian times the gradient. */
function direction(
  gradient: Float64Array,
  pairs: readonly Pair[],
): Float64Array {
  const q = Float64Array.from(gradient);
  const alphas: number[] = [];
  for (const { s, y, rho } of [...pairs].reverse()) {
    const alpha = rho * dot(s, q);
    alphas.push(alpha);
    for (let i = 0; i < q.length; i += 1)
      q[i] = (q[i] as number) - alpha * (y[i] as number);
  }
  const newest = pairs.at(-1);
  const scale = newest ? 1 / (newest.rho * dot(newest.y, newest.y)) : 1;
  for (let i = 0; i < q.length; i += 1) q[i] = (q[i] as number) * scale;
  pairs.forEach(({ s, y, rho }, i) => {
    const beta = rho * dot(y, q);
    const alpha = alphas[pairs.length - 1 - i] ?? 0;
    for (let j = 0; j < q.length; j += 1)
      q[j] = (q[j] as number) + (alpha - beta) * (s[j] as number);
  });
  return q;
}

/** A fit under way: `advance` it, look at its `head`, keep its `point` to go on later. */
export class SoftmaxFit {
  readonly #objective: Objective;
  readonly #standard: Standardization;
  readonly #classes: number;
  readonly #pairs: Pair[] = [];
  #gradient: Float64Array<ArrayBuffer>;
  #point: Float64Array<ArrayBuffer>;
  #loss: number;

  /**
   * @param l2 strength of the penalty on the weights; the loss is the mean cross-entropy in nats.
   * @param start [classes, features + 1] in standardized space, as `point` gave it, or null.
   */
  constructor(
    data: LabeledRows,
    l2: number,
    start: Float64Array | null = null,
  ) {
    this.#standard = standardization(data.rows);
    this.#classes = data.classes;
    const width = this.#standard.mean.length + 1;
    this.#objective = new Objective(
      design(data.rows, this.#standard),
      data.labels,
      data.classes,
      l2,
    );
    this.#point = start
      ? Float64Array.from(start)
      : new Float64Array(data.classes * width);
    this.#gradient = new Float64Array(this.#point.length);
    this.#loss = this.#objective.evaluate(this.#point, this.#gradient);
  }

  /** [classes, features + 1] in standardized space. */
  get point(): Float64Array {
    return this.#point;
  }

  /** Mean cross-entropy with the penalty, nats. */
  get loss(): number {
    return this.#loss;
  }

  /** @returns false when there is nothing left to gain. */
  advance(iterations: number): boolean {
    for (let i = 0; i < iterations; i += 1) if (!this.#step()) return false;
    return true;
  }

  #step(): boolean {
    const norm = Math.sqrt(dot(this.#gradient, this.#gradient));
    if (norm < TOLERANCE) return false;
    const step = direction(this.#gradient, this.#pairs);
    const slope = dot(this.#gradient, step);
    const next = new Float64Array(this.#point.length);
    const gradient = new Float64Array(this.#point.length);
    let t = this.#pairs.length === 0 ? Math.min(1, 1 / norm) : 1;
    let loss = Infinity;
    for (let tries = 0; tries < 20; tries += 1, t *= 0.5) {
      for (let i = 0; i < next.length; i += 1)
        next[i] = (this.#point[i] as number) - t * (step[i] as number);
      loss = this.#objective.evaluate(next, gradient);
      if (loss <= this.#loss - 1e-4 * t * slope) break;
    }
    if (!(loss < this.#loss)) return false;
    const s = next.map((value, i) => value - (this.#point[i] as number));
    const y = gradient.map((value, i) => value - (this.#gradient[i] as number));
    const sy = dot(s, y);
    if (sy > 1e-12) this.#pairs.push({ s, y, rho: 1 / sy });
    if (this.#pairs.length > MEMORY) this.#pairs.shift();
    [this.#point, this.#gradient, this.#loss] = [next, gradient, loss];
    return true;
  }

  /** The head at this point, on raw features. */
  head(): SoftmaxHead {
    const { mean, scale } = this.#standard;
    const features = mean.length;
    const width = features + 1;
    const weights = new Float32Array(this.#classes * features);
    const bias = new Float32Array(this.#classes);
    for (let c = 0; c < this.#classes; c += 1) {
      let shift = this.#point[c * width + features] ?? 0;
      for (let j = 0; j < features; j += 1) {
        const folded = (this.#point[c * width + j] ?? 0) * (scale[j] ?? 0);
        weights[c * features + j] = folded;
        shift -= folded * (mean[j] ?? 0);
      }
      bias[c] = shift;
    }
    return { classes: this.#classes, features, weights, bias };
  }
}

/** Fits to the end or for `iterations`. Deterministic: the same rows give the same weights. */
export function fitSoftmaxHead(
  data: LabeledRows,
  { l2, iterations }: { readonly l2: number; readonly iterations: number },
): SoftmaxHead {
  const fit = new SoftmaxFit(data, l2);
  fit.advance(iterations);
  return fit.head();
}

/** Unnormalized scores of one row, [classes]. */
export function logits(
  { classes, features, weights, bias }: SoftmaxHead,
  row: Float32Array,
): Float32Array {
  const result = Float32Array.from(bias);
  for (let c = 0; c < classes; c += 1) {
    let sum = bias[c] ?? 0;
    for (let j = 0; j < features; j += 1)
      sum += (weights[c * features + j] as number) * (row[j] as number);
    result[c] = sum;
  }
  return result;
}

/** Probabilities that add up to 1. @param temperature above 1 is less sure. */
export function softmax(scores: Float32Array, temperature = 1): Float32Array {
  let highest = -Infinity;
  for (const score of scores) highest = Math.max(highest, score);
  const powers = scores.map((score) =>
    Math.exp((score - highest) / temperature),
  );
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}
