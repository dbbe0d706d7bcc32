/** The Gaussian kernel of feature vectors, one by one and by the matrix. */
import * as tf from "@tensorflow/tfjs-core";

/** Of the mean squared difference of standardized features. */
const GAMMA = 0.5;

/** Squared length of each row. */
export const squaresOf = (rows: Float32Array, features: number): Float64Array =>
  Float64Array.from({ length: rows.length / features }, (_, i) => {
    let sum = 0;
    for (let j = i * features; j < (i + 1) * features; j += 1)
      sum += (rows[j] as number) ** 2;
    return sum;
  });

/** The kernel of two rows, from their lengths' squares and their product. */
export const kernelOf = (
  a: number,
  b: number,
  product: number,
  features: number,
) => Math.exp((-GAMMA * (a + b - 2 * product)) / features);

/** Kernel values of rows against landmarks, both standardized: [rows, landmarks]. */
export async function kernelMatrix(
  rows: Float32Array,
  landmarks: Float32Array,
  features: number,
): Promise<Float64Array> {
  const [n, m] = [rows.length / features, landmarks.length / features];
  const product = tf.tidy(() =>
    tf.matMul(
      tf.tensor2d(rows, [n, features]),
      // Turned round beforehand: WebAssembly multiplies many times faster so.
      tf.transpose(tf.tensor2d(landmarks, [m, features])),
    ),
  );
  const products = await product.data<"float32">();
  product.dispose();
  const [own, others] = [
    squaresOf(rows, features),
    squaresOf(landmarks, features),
  ];
  return Float64Array.from(products, (value, at) =>
    kernelOf(
      own[Math.floor(at / m)] as number,
      others[at % m] as number,
      value,
      features,
    ),
  );
}

/** [rows, features] */
export function standardized(
  rows: readonly Float32Array[],
  mean: Float32Array,
  scale: Float32Array,
): Float32Array {
  const width = mean.length;
  const result = new Float32Array(rows.length * width);
  rows.forEach((row, i) => {
    for (let j = 0; j < width; j += 1)
      result[i * width + j] =
        ((row[j] as number) - (mean[j] as number)) * (scale[j] as number);
  });
  return result;
}

/** Products of one row with each landmark; four at a time, so that the row is read a quarter as often. */
export function products(
  row: Float32Array,
  landmarks: Float32Array,
  count: number,
): Float64Array {
  const width = row.length;
  const result = new Float64Array(count);
  for (let i = 0; i < count; i += 4) {
    const p = i * width;
    // Past the last landmark any one will do: what it gives is dropped.
    const q = i + 1 < count ? p + width : p;
    const r = i + 2 < count ? q + width : p;
    const s = i + 3 < count ? r + width : p;
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let j = 0; j < width; j += 1) {
      const x = row[j] as number;
      a += x * (landmarks[p + j] as number);
      b += x * (landmarks[q + j] as number);
      c += x * (landmarks[r + j] as number);
      d += x * (landmarks[s + j] as number);
    }
    [a, b, c, d].forEach((value, k) => (result[i + k] = value));
  }
  return result;
}
