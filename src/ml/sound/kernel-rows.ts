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
/** Kernel values of other rows that are kept: 160 MB. Those of more rows are computed when they are needed. */
const MOST_KEPT = 40_000_000;

type Rest = () => Promise<void>;

export class KernelRows {
  readonly #x: Float32Array;
  readonly #standard: Standardization;
  readonly #labels: readonly number[];
  readonly #classes: number;
  readonly #used: readonly number[];
  readonly #rows: number;
  readonly #landmarks: Float32Array;
  /** Squared length of each row. */
  readonly #squares: ArrayLike<number>;
  /** Of each row against all that take part; undefined where it is computed each time. */
  readonly #kernel: (Float64Array | Float32Array | undefined)[] = [];

  private constructor(
    { rows, labels, classes }: LabeledRows,
    used: readonly number[],
  ) {
    this.#standard = standardization(rows);
    const { mean, scale } = this.#standard;
    this.#x = standardized(rows, mean, scale);
    this.#squares = squaresOf(this.#x, mean.length);
    this.#landmarks = rowsOf(this.#x, used, mean.length);
    this.#rows = rows.length;
    this.#labels = labels;
    this.#classes = classes;
    this.#used = used;
  }

  /**
   * @param seed decides which rows take part, where they are too many.
   * @param mostKept kernel values kept of rows that do not take part.
   */
  static async of(
    data: LabeledRows,
    seed: number,
    rest: Rest,
    mostKept = MOST_KEPT,
  ): Promise<KernelRows> {
    const used = shuffled([...data.rows.keys()], seededRandom(seed))
      .slice(0, MOST_ROWS)
      .sort((a, b) => a - b);
    const made = new KernelRows(data, used);
    for (const row of used) {
      made.#kernel[row] = made.#computed(row);
      await rest();
    }
    let left = mostKept;
    for (let row = 0; row < data.rows.length; row += 1) {
      if (made.#kernel[row]) continue;
      left -= used.length;
      if (left < 0) break;
      made.#kernel[row] = Float32Array.from(made.#computed(row));
      await rest();
    }
    return made;
  }

  /** One row against all that take part. */
  #computed(row: number): Float64Array {
    const features = this.#standard.mean.length;
    const x = this.#x.subarray(row * features, (row + 1) * features);
    const found = products(x, this.#landmarks, this.#used.length);
    return Float64Array.from(this.#used, (other, j) =>
      kernelOf(
        this.#squares[row] as number,
        this.#squares[other] as number,
        found[j] as number,
        features,
      ),
    );
  }

  #rowOf(row: number): Float64Array | Float32Array {
    return this.#kernel[row] ?? this.#computed(row);
  }

  /** Weights [learned, classes] of the places in `#used` that are learned from. */
  async #solve(
    learned: readonly number[],
    ridge: number,
    rest: Rest,
  ): Promise<Float64Array> {
    const n = learned.length;
    const l = new Float64Array(n * n);
    learned.forEach((place, i) => {
      const kernel = this.#rowOf(this.#used[place] as number);
      for (let j = 0; j <= i; j += 1)
        l[i * n + j] = kernel[learned[j] as number] as number;
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
      for (const [row, own] of folds.entries()) {
        if (own !== fold) continue;
        scores[row] = this.#score(row, learned, weights);
        await rest();
      }
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
    const kernel = this.#rowOf(row);
    learned.forEach((place, i) => {
      const value = kernel[place] as number;
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
      landmarks: this.#landmarks,
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
