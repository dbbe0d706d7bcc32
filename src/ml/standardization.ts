/** Features brought to mean 0 and deviation 1, as measured on the rows that are learned from. */
export interface Standardization {
  readonly mean: Float32Array;
  readonly scale: Float32Array;
}

/** Mean and reciprocal deviation per feature; a constant feature is switched off. */
export function standardization(
  rows: readonly Float32Array[],
): Standardization {
  const features = rows[0]?.length ?? 0;
  const mean = new Float64Array(features);
  const square = new Float64Array(features);
  for (const row of rows) {
    for (let j = 0; j < features; j += 1) {
      const value = row[j] ?? 0;
      mean[j] = (mean[j] ?? 0) + value;
      square[j] = (square[j] ?? 0) + value * value;
    }
  }
  const scale = new Float32Array(features);
  for (let j = 0; j < features; j += 1) {
    const average = (mean[j] ?? 0) / rows.length;
    const variance = Math.max(
      0,
      (square[j] ?? 0) / rows.length - average * average,
    );
    mean[j] = average;
    scale[j] = variance > 1e-10 ? 1 / Math.sqrt(variance) : 0;
  }
  return { mean: Float32Array.from(mean), scale };
}
