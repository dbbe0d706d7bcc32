/**
 * Ridge regression with a Gaussian kernel, of numbers or of classes as 0 and 1. Some rows stand
 * for all (Nyström); the penalty is taken by generalized cross-validation, which the fit itself
 * tells (Golub, Heath and Wahba 1979).
 */
import { type Random, shuffled } from "#core/random.ts";
import { cholesky, solveLower, solveUpper } from "../cholesky.ts";
import { normalMatrix } from "../ridge-fit.ts";
import type { Rest } from "../rest.ts";

const PENALTIES = [0.01, 0.03, 0.1, 0.3, 1, 3] as const;
const JITTER = 1e-6;

export interface KernelNumbers {
  /** Of the mean squared difference of features. */
  readonly gamma: number;
  readonly outputs: number;
  readonly features: number;
  /** [count, features] */
  readonly landmarks: Float32Array;
  /** [count, outputs] */
  readonly weights: Float64Array;
  /** Mean targets, [outputs]. */
  readonly means: Float64Array;
}

function kernelRow(
  row: Float32Array,
  landmarks: Float32Array,
  gamma: number,
): Float64Array {
  const width = row.length;
  const values = new Float64Array(landmarks.length / width);
  for (let i = 0; i < values.length; i += 1) {
    let sum = 0;
    for (let j = 0, at = i * width; j < width; j += 1, at += 1) {
      const away = (row[j] as number) - (landmarks[at] as number);
      sum += away * away;
    }
    values[i] = Math.exp((-gamma * sum) / width);
  }
  return values;
}

interface Solved {
  readonly weights: Float64Array;
  readonly error: number;
}

/** Whitened features of the rows, times the roots of their weights, and what follows from them without the penalty. */
interface Whitened {
  /** [rows, count] */
  readonly phi: Float64Array;
  readonly count: number;
  /** Of the weights. */
  readonly total: number;
  /** Lower triangle of phiᵀ phi. */
  readonly gram: Float64Array;
  /** Targets less their means, [rows, outputs]. */
  readonly away: Float64Array;
  readonly outputs: number;
  /** phiᵀ away, one output after another: [outputs, count]. */
  readonly sides: Float64Array;
}

/** The sum of the squares of L⁻¹: the trace of (L Lᵀ)⁻¹. */
function inverseTrace(l: Float64Array, count: number): number {
  let trace = 0;
  const column = new Float64Array(count);
  for (let j = 0; j < count; j += 1) {
    for (let i = j; i < count; i += 1) {
      let sum = i === j ? 1 : 0;
      for (let k = j; k < i; k += 1)
        sum -= (l[i * count + k] as number) * (column[k] as number);
      column[i] = sum / (l[i * count + i] as number);
      trace += (column[i] as number) ** 2;
    }
  }
  return trace;
}

/** Weights of the whitened features, and the error to be expected of new rows. */
function solve(
  { phi, count, total, gram, away, outputs, sides }: Whitened,
  penalty: number,
): Solved {
  const l = gram.slice();
  for (let j = 0; j < count; j += 1)
    l[j * count + j] = (l[j * count + j] as number) + penalty;
  cholesky(l, count);
  const rows = phi.length / count;
  const weights = new Float64Array(count * outputs);
  let squares = 0;
  for (let c = 0; c < outputs; c += 1) {
    const own = sides.slice(c * count, (c + 1) * count);
    solveLower(l, count, own);
    solveUpper(l, count, own);
    own.forEach((value, j) => (weights[j * outputs + c] = value));
    for (let i = 0; i < rows; i += 1) {
      let left = away[i * outputs + c] as number;
      for (let j = 0; j < count; j += 1)
        left -= (phi[i * count + j] as number) * (own[j] as number);
      squares += left * left;
    }
  }
  const freedom = count - penalty * inverseTrace(l, count);
  const error = squares / Math.max(1e-3, 1 - freedom / total) ** 2;
  return { weights, error };
}

/**
 * @param targets [rows, outputs]
 * @param weights how much each row counts.
 * @param most rows that stand for all.
 */
export async function fitKernelNumbers(
  rows: readonly Float32Array[],
  targets: Float64Array,
  weights: Float64Array,
  outputs: number,
  gamma: number,
  most: number,
  random: Random,
  rest: Rest,
): Promise<KernelNumbers> {
  const features = rows[0]?.length ?? 0;
  const chosen = shuffled(rows, random).slice(0, most);
  const count = chosen.length;
  const landmarks = new Float32Array(count * features);
  chosen.forEach((row, i) => {
    landmarks.set(row, i * features);
  });
  const l = new Float64Array(count * count);
  chosen.forEach((row, i) => {
    l.set(kernelRow(row, landmarks, gamma), i * count);
    l[i * count + i] = (l[i * count + i] as number) + JITTER;
  });
  cholesky(l, count);
  const phi = new Float64Array(rows.length * count);
  for (const [i, row] of rows.entries()) {
    const values = kernelRow(row, landmarks, gamma);
    solveLower(l, count, values);
    phi.set(values, i * count);
    if (i % 64 === 0) await rest();
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const means = new Float64Array(outputs);
  targets.forEach((value, at) => {
    const share = (weights[Math.floor(at / outputs)] as number) / total;
    means[at % outputs] = (means[at % outputs] as number) + share * value;
  });
  const away = targets.map(
    (value, at) => value - (means[at % outputs] as number),
  );
  // Squares are what is summed: of a row that counts four times, both sides are doubled.
  weights.forEach((weight, i) => {
    const root = Math.sqrt(weight);
    for (let at = i * count; at < (i + 1) * count; at += 1)
      phi[at] = (phi[at] as number) * root;
    for (let at = i * outputs; at < (i + 1) * outputs; at += 1)
      away[at] = (away[at] as number) * root;
  });
  const sides = new Float64Array(outputs * count);
  for (let i = 0; i < rows.length; i += 1)
    for (let c = 0; c < outputs; c += 1) {
      const target = away[i * outputs + c] as number;
      for (let j = 0; j < count; j += 1)
        sides[c * count + j] =
          (sides[c * count + j] as number) +
          target * (phi[i * count + j] as number);
    }
  const gram = normalMatrix(phi, count);
  const whitened = { phi, count, total, gram, away, outputs, sides };
  let best: Solved | null = null;
  for (const penalty of PENALTIES) {
    await rest();
    const solved = solve(whitened, penalty);
    if (!best || solved.error < best.error) best = solved;
  }
  const found = new Float64Array(count * outputs);
  for (let c = 0; c < outputs; c += 1) {
    const b = Float64Array.from(
      { length: count },
      (_, j) => best?.weights[j * outputs + c] ?? 0,
    );
    solveUpper(l, count, b);
    b.forEach((value, j) => (found[j * outputs + c] = value));
  }
  return { gamma, outputs, features, landmarks, weights: found, means };
}

/** What the fit says of a row, [outputs]. */
export function kernelNumbers(
  { gamma, outputs, landmarks, weights, means }: KernelNumbers,
  row: Float32Array,
): Float64Array {
  const said = means.slice();
  kernelRow(row, landmarks, gamma).forEach((value, j) => {
    for (let c = 0; c < outputs; c += 1)
      said[c] =
        (said[c] as number) + value * (weights[j * outputs + c] as number);
  });
  return said;
}
