/**
 * Ridge regression with a Gaussian kernel, of numbers or of classes as 0 and 1. Some rows stand
 * for all (Nyström); the penalty with the least leave-one-out error is taken, which the fit itself
 * tells (Rifkin and Klautau 2004).
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

/** Weights of the whitened features, and the mean squared leave-one-out error. */
function solve(
  phi: Float64Array,
  count: number,
  gram: Float64Array,
  away: Float64Array,
  outputs: number,
  penalty: number,
): Solved {
  const l = gram.slice();
  for (let j = 0; j < count; j += 1)
    l[j * count + j] = (l[j * count + j] as number) + penalty;
  cholesky(l, count);
  const rows = phi.length / count;
  const weights = new Float64Array(count * outputs);
  for (let c = 0; c < outputs; c += 1) {
    const b = new Float64Array(count);
    for (let i = 0; i < rows; i += 1) {
      const target = away[i * outputs + c] as number;
      for (let j = 0; j < count; j += 1)
        b[j] = (b[j] as number) + target * (phi[i * count + j] as number);
    }
    solveLower(l, count, b);
    solveUpper(l, count, b);
    b.forEach((value, j) => (weights[j * outputs + c] = value));
  }
  let error = 0;
  for (let i = 0; i < rows; i += 1) {
    const row = phi.slice(i * count, (i + 1) * count);
    const said = new Float64Array(outputs);
    for (let j = 0; j < count; j += 1)
      for (let c = 0; c < outputs; c += 1)
        said[c] =
          (said[c] as number) +
          (row[j] as number) * (weights[j * outputs + c] as number);
    solveLower(l, count, row);
    const own = row.reduce((sum, value) => sum + value * value, 0);
    for (let c = 0; c < outputs; c += 1) {
      const target = away[i * outputs + c] as number;
      error += ((target - (said[c] as number)) / Math.max(1e-3, 1 - own)) ** 2;
    }
  }
  return { weights, error: error / Math.max(1, away.length) };
}

/**
 * @param targets [rows, outputs]
 * @param most rows that stand for all.
 */
export async function fitKernelNumbers(
  rows: readonly Float32Array[],
  targets: Float64Array,
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
  const means = new Float64Array(outputs);
  targets.forEach((value, at) => {
    means[at % outputs] = (means[at % outputs] as number) + value / rows.length;
  });
  const away = targets.map(
    (value, at) => value - (means[at % outputs] as number),
  );
  const gram = normalMatrix(phi, count);
  let best: Solved | null = null;
  for (const penalty of PENALTIES) {
    await rest();
    const solved = solve(phi, count, gram, away, outputs, penalty);
    if (!best || solved.error < best.error) best = solved;
  }
  const weights = new Float64Array(count * outputs);
  for (let c = 0; c < outputs; c += 1) {
    const b = Float64Array.from(
      { length: count },
      (_, j) => best?.weights[j * outputs + c] ?? 0,
    );
    solveUpper(l, count, b);
    b.forEach((value, j) => (weights[j * outputs + c] = value));
  }
  return { gamma, outputs, features, landmarks, weights, means };
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
