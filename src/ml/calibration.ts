/** Temperature scaling (Guo et al. 2017): one number that makes confidence mean what it says. */
import { softmax } from "./softmax-head.ts";

function loss(
  scores: readonly Float32Array[],
  labels: readonly number[],
  temperature: number,
): number {
  let sum = 0;
  scores.forEach((row, i) => {
    sum -= Math.log(
      Math.max(1e-12, softmax(row, temperature)[labels[i] ?? 0] ?? 0),
    );
  });
  return sum / Math.max(1, scores.length);
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** The temperature in 0.05..20 with the least cross-entropy on scores the model did not learn from. */
export function fitTemperature(
  scores: readonly Float32Array[],
  labels: readonly number[],
): number {
  let [low, high] = [Math.log(0.05), Math.log(20)];
  for (let i = 0; i < 40; i += 1) {
    const a = high - GOLDEN * (high - low);
    const b = low + GOLDEN * (high - low);
    if (loss(scores, labels, Math.exp(a)) < loss(scores, labels, Math.exp(b)))
      high = b;
    else low = a;
  }
  return Math.exp((low + high) / 2);
}
