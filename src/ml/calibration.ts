/** Temperature scaling (Guo et al. 2017): one number that makes confidence mean what it says. */
import { softmax } from "./softmax-head.ts";

function loss(
  scores: readonly Float32Array[],
  labels: readonly number[],
  weights: readonly number[] | undefined,
  temperature: number,
): number {
  let sum = 0;
  scores.forEach((row, i) => {
    const share = softmax(row, temperature)[labels[i] ?? 0] ?? 0;
    sum -= (weights?.[i] ?? 1) * Math.log(Math.max(1e-12, share));
  });
  return sum;
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** The temperature in 0.05..20 with the least cross-entropy on scores the model did not learn from. @param weights of the rows; absent = 1 each. */
export function fitTemperature(
  scores: readonly Float32Array[],
  labels: readonly number[],
  weights?: readonly number[],
): number {
  const lossAt = (logarithm: number): number =>
    loss(scores, labels, weights, Math.exp(logarithm));
  let [low, high] = [Math.log(0.05), Math.log(20)];
  for (let i = 0; i < 40; i += 1) {
    const a = high - GOLDEN * (high - low);
    const b = low + GOLDEN * (high - low);
    if (lossAt(a) < lossAt(b)) high = b;
    else low = a;
  }
  return Math.exp((low + high) / 2);
}
