/** What is predicted, and how much each row counts. */
import type { ClassWeights } from "#core/training.ts";

/** By row. */
export interface Targets {
  /** Class numbers, or numbers. */
  readonly values: Float64Array;
  /** 0 for numbers. */
  readonly classes: number;
  readonly weights: Float64Array;
}

export const evenWeights = (rows: number): Float64Array =>
  new Float64Array(rows).fill(1);

/**
 * @param learned rows that are counted.
 * @returns a weight a row; of the counted rows the mean is 1.
 */
export function classWeights(
  { values, classes }: Pick<Targets, "values" | "classes">,
  learned: Int32Array,
  kind: ClassWeights,
): Float64Array {
  if (kind === "none" || classes === 0) return evenWeights(values.length);
  const counts = new Float64Array(classes);
  for (const row of learned)
    counts[values[row] as number] = (counts[values[row] as number] ?? 0) + 1;
  const own = counts.map((count) => learned.length / (classes * count));
  return values.map((value) => own[value] ?? 0);
}

/** The same of the given rows alone, in their order. */
export const pickedTargets = (
  { values, classes, weights }: Targets,
  rows: Int32Array,
): Targets => ({
  values: Float64Array.from(rows, (row) => values[row] as number),
  classes,
  weights: Float64Array.from(rows, (row) => weights[row] as number),
});
