/** Features brought to mean 0 and deviation 1, as measured on the rows that are learned from. */
export interface Standardization {
  readonly mean: Float32Array;
  readonly scale: Float32Array;
}

/** Mean and reciprocal deviation per feature; a constant feature is switched off. @param weights of the rows; absent = 1 each. */
export function standardization(
  rows: readonly Float32Array[],
  weights?: Float64Array,
): Standardization {
  const features = rows[0]?.length ?? 0;
  const mean = new Float64Array(features);
  const square = new Float64Array(features);
  let total = 0;
  for (const [i, row] of rows.entries()) {
    const weight = weights?.[i] ?? 1;
    total += weight;
    for (let j = 0; j < features; j += 1) {
      const value = row[j] ?? 0;
      mean[j] = (mean[j] ?? 0) + weight * value;
      square[j] = (square[j] ?? 0) + weight * value * value;
    }
  }
  const scale = new Float32Array(features);
  for (let j = 0; j < features; j += 1) {
    const average = (mean[j] ?? 0) / total;
    const variance = Math.max(0, (square[j] ?? 0) / total - average * average);
    mean[j] = average;
    scale[j] = variance > 1e-10 ? 1 / Math.sqrt(variance) : 0;
  }
  return { mean: Float32Array.from(mean), scale };
}
