/** Probabilities [rows, classes] made as sure as they have turned out to be (temperature scaling). */
import { fitTemperature } from "../calibration.ts";
import type { Targets } from "./targets.ts";

const LEAST_SHARE = 1e-9;
/** Rows that decide; more would only take longer. */
const MOST_ROWS = 4000;

export function temperatureOf(
  shares: Float64Array,
  { values, classes, weights }: Targets,
): number {
  const step = Math.max(1, Math.ceil(values.length / MOST_ROWS));
  const scores: Float32Array[] = [];
  const labels: number[] = [];
  const own: number[] = [];
  for (let row = 0; row < values.length; row += step) {
    const at = shares.subarray(row * classes, (row + 1) * classes);
    scores.push(
      Float32Array.from(at, (share) => Math.log(Math.max(LEAST_SHARE, share))),
    );
    labels.push(values[row] as number);
    own.push(weights[row] as number);
  }
  return fitTemperature(scores, labels, own);
}

/** @returns rows that add up to 1. */
export function tempered(
  shares: Float64Array,
  classes: number,
  temperature: number,
): Float64Array {
  const result = new Float64Array(shares.length);
  for (let at = 0; at < shares.length; at += classes) {
    let total = 0;
    for (let c = at; c < at + classes; c += 1) {
      const share = Math.max(LEAST_SHARE, shares[c] as number);
      result[c] = share ** (1 / temperature);
      total += result[c] as number;
    }
    for (let c = at; c < at + classes; c += 1)
      result[c] = (result[c] as number) / total;
  }
  return result;
}
