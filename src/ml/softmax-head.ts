/**
 * Multinomial logistic regression on standardized features with an L2 penalty, minimized by
 * L-BFGS (Nocedal 1980; memory 8, backtracking line search). Plain typed arrays: for a few
 * thousand rows this is faster than any tensor library.
 */
import { direction, dot, MEMORY, type Pair } from "./lbfgs.ts";
import { design, Objective } from "./softmax-objective.ts";
import { standardization, type Standardization } from "./standardization.ts";

/** A gradient shorter than this is the end. */
const TOLERANCE = 1e-5;

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
  /** How much each row counts; absent = 1 each. */
  readonly weights?: Float64Array;
  readonly classes: number;
}

/** Raw weights w and bias b give the same scores as w / scale and b + w · mean on standardized features. */
function standardizedPoint(
  { classes, features, weights, bias }: SoftmaxHead,
  { mean, scale }: Standardization,
): Float64Array {
  const width = features + 1;
  const point = new Float64Array(classes * width);
  for (let c = 0; c < classes; c += 1) {
    let shift = bias[c] ?? 0;
    for (let j = 0; j < features; j += 1) {
      const weight = weights[c * features + j] ?? 0;
      const reciprocal = scale[j] ?? 0;
      if (reciprocal > 0) point[c * width + j] = weight / reciprocal;
      shift += weight * (mean[j] ?? 0);
    }
    point[c * width + features] = shift;
  }
  return point;
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
   * @param start where to begin: a head on raw features, or [classes, features + 1] in standardized
   * space, as `point` gave it; null = from nothing.
   */
  constructor(
    data: LabeledRows,
    l2: number,
    start: SoftmaxHead | Float64Array | null = null,
  ) {
    this.#standard = standardization(data.rows, data.weights);
    this.#classes = data.classes;
    const width = this.#standard.mean.length + 1;
    this.#objective = new Objective(
      design(data.rows, this.#standard),
      data.labels,
      data.classes,
      l2,
      data.weights,
    );
    this.#point = new Float64Array(data.classes * width);
    if (start)
      this.#point.set(
        start instanceof Float64Array
          ? start
          : standardizedPoint(start, this.#standard),
      );
    this.#gradient = new Float64Array(this.#point.length);
    this.#loss = this.#objective.evaluate(this.#point, this.#gradient);
  }

  /** [classes, features + 1] in standardized space. */
  get point(): Float64Array<ArrayBuffer> {
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

  /** The head at a point, this one if none is given, on raw features. */
  head(point: Float64Array = this.#point): SoftmaxHead {
    const { mean, scale } = this.#standard;
    const features = mean.length;
    const width = features + 1;
    const weights = new Float32Array(this.#classes * features);
    const bias = new Float32Array(this.#classes);
    for (let c = 0; c < this.#classes; c += 1) {
      let shift = point[c * width + features] ?? 0;
      for (let j = 0; j < features; j += 1) {
        const folded = (point[c * width + j] ?? 0) * (scale[j] ?? 0);
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
