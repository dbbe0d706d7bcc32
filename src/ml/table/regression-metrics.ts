/** How good predicted numbers are. Formulas: ExeML 1.10 (MAE, MSE, RMSE), and R². */
import type { RegressionEvaluation } from "#core/table-evaluation.ts";

export type NumberFigures = Pick<
  RegressionEvaluation,
  "mae" | "mse" | "rmse" | "r2" | "residuals"
>;

const BINS = 25;

/** Bins of equal width over all residuals; a single one where they are all the same. */
function histogram(residuals: Float64Array): NumberFigures["residuals"] {
  const low = residuals.reduce((least, one) => Math.min(least, one), Infinity);
  const high = residuals.reduce((most, one) => Math.max(most, one), -Infinity);
  if (residuals.length === 0) return [];
  if (low === high) return [{ from: low, to: high, count: residuals.length }];
  const width = (high - low) / BINS;
  const counts = new Array<number>(BINS).fill(0);
  for (const one of residuals) {
    const at = Math.min(BINS - 1, Math.floor((one - low) / width));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts.map((count, i) => ({
    from: low + i * width,
    to: low + (i + 1) * width,
    count,
  }));
}

/** @param truths and `predicted`: one entry a row, at least one. */
export function numberFigures(
  truths: Float64Array,
  predicted: Float64Array,
): NumberFigures {
  const count = truths.length;
  const residuals = predicted.map((value, i) => value - (truths[i] as number));
  const sum = (values: Float64Array): number =>
    values.reduce((total, value) => total + value, 0);
  const mean = sum(truths) / count;
  const mse = sum(residuals.map((one) => one * one)) / count;
  const variance = sum(truths.map((value) => (value - mean) ** 2)) / count;
  return {
    mae: sum(residuals.map(Math.abs)) / count,
    mse,
    rmse: Math.sqrt(mse),
    r2: variance > 0 ? 1 - mse / variance : null,
    residuals: histogram(residuals),
  };
}
