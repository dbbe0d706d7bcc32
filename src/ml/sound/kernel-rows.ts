/**
 * Regularized least squares with a Gaussian kernel on few rows, exactly, without a tensor library:
 * the kernel is computed once and serves every penalty and every fold. Source: Rifkin and Klautau 2004.
 */
import { seededRandom, shuffled } from "#core/random.ts";
import { cholesky, solveLower, solveUpper } from "../cholesky.ts";
import {
  kernelOf,
  products,
  squaresOf,
  standardized,
} from "../gaussian-kernel.ts";
import type { KernelHead } from "../kernel-head.ts";
import type { LabeledRows } from "../softmax-head.ts";
import { standardization, type Standardization } from "../standardization.ts";

/** Rows that take part: of more, as many at random. */
const MOST_ROWS = 1500;

type Rest = () => Promise<void>;

export class KernelRows {
  readonly #x: Float32Array;
  readonly #standard: Standardization;
  readonly #labels: readonly number[];
  readonly #classes: number;
  /** [rows, rows], of all rows against all that take part. */
  readonly #kernel: Float64Array;
  readonly #used: readonly number[];
  readonly #rows: number;

  private constructor(
    x: Float32Array,
    standard: Standardization,
    { rows, labels, classes }: LabeledRows,
    kernel: Float64Array,
    used: readonly number[],
  ) {
    this.#x = x;
    this.#standard = standard;
    this.#rows = rows.length;
    this.#labels = labels;
    this.#classes = classes;
    this.#kernel = kernel;
    this.#used = used;
  }

  /** @param seed decides which rows take part, where they are too many. */
  static async of(
    data: LabeledRows,
    seed: number,
    rest: Rest,
  ): Promise<KernelRows> {
    const { rows } = data;
    const standard = standardization(rows);
    const x = standardized(rows, standard.mean, standard.scale);
    const features = standard.mean.length;
    const used = shuffled([...rows.keys()], seededRandom(seed))
      .slice(0, MOST_ROWS)
      .sort((a, b) => a - b);
    const landmarks = rowsOf(x, used, features);
    const own = squaresOf(x, features);
    const others = squaresOf(landmarks, features);
    const kernel = new Float64Array(rows.length * used.length);
    for (let i = 0; i < rows.length; i += 1) {
      const row = x.subarray(i * features, (i + 1) * features);
      products(row, landmarks, used.length).forEach((product, j) => {
        kernel[i * used.length + j] = kernelOf(
          own[i] as number,
          others[j] as number,
          product,
          features,
        );
      });
      await rest();
    }
    return new KernelRows(x, standard, data, kernel, used);
  }

  /** Weights [learned, classes] of the places in `#used` that are learned from. */
  async #solve(
    learned: readonly number[],
    ridge: number,
    rest: Rest,
  ): Promise<Float64Array> {
    const [n, width] = [learned.length, this.#used.length];
    const l = new Float64Array(n * n);
    learned.forEach((place, i) => {
      const row = (this.#used[place] as number) * width;
      for (let j = 0; j <= i; j += 1)
        l[i * n + j] = this.#kernel[row + (learned[j] as number)] as number;
      l[i * n + i] = (l[i * n + i] as number) + ridge;
    });
    cholesky(l, n);
    await rest();
    const weights = new Float64Array(n * this.#classes);
    for (let c = 0; c < this.#classes; c += 1) {
      const b = Float64Array.from(learned, (place) => {
        const label = this.#labels[this.#used[place] as number];
        return (label === c ? 1 : 0) - 1 / this.#classes;
      });
      solveLower(l, n, b);
      solveUpper(l, n, b);
      b.forEach((value, i) => (weights[i * this.#classes + c] = value));
    }
    return weights;
  }

  /** Scores of each row by a fit on the other folds, [rows][classes]. @param folds fold of each row. */
  async unseen(
    folds: readonly number[],
    ridge: number,
    rest: Rest,
  ): Promise<Float32Array[]> {
    const scores = new Array<Float32Array>(this.#rows);
    for (const fold of new Set(folds)) {
      const learned = [...this.#used.keys()].filter(
        (place) => folds[this.#used[place] as number] !== fold,
      );
      const weights = await this.#solve(learned, ridge, rest);
      folds.forEach((own, row) => {
        if (own === fold) scores[row] = this.#score(row, learned, weights);
      });
      await rest();
    }
    return scores;
  }

  #score(
    row: number,
    learned: readonly number[],
    weights: Float64Array,
  ): Float32Array {
    const classes = this.#classes;
    const scores = new Float32Array(classes);
    learned.forEach((place, i) => {
      const value = this.#kernel[row * this.#used.length + place] as number;
      for (let c = 0; c < classes; c += 1)
        scores[c] =
          (scores[c] as number) + value * (weights[i * classes + c] as number);
    });
    return scores;
  }

  /** Fitted on all rows that take part. */
  async head(ridge: number, rest: Rest): Promise<KernelHead> {
    const all = [...this.#used.keys()];
    const weights = await this.#solve(all, ridge, rest);
    const { mean, scale } = this.#standard;
    return {
      classes: this.#classes,
      features: mean.length,
      count: all.length,
      mean,
      scale,
      landmarks: rowsOf(this.#x, this.#used, mean.length),
      weights: Float32Array.from(weights),
    };
  }
}

function rowsOf(
  x: Float32Array,
  rows: readonly number[],
  width: number,
): Float32Array {
  const result = new Float32Array(rows.length * width);
  rows.forEach((row, i) =>
    result.set(x.subarray(row * width, (row + 1) * width), i * width),
  );
  return result;
}
