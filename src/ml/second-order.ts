/**
 * Second-order pooling: which channels of a map are strong at the same places, wherever those are.
 * Textures, veins and petals differ in that where their means agree. Of the matrix its square root is
 * taken, which weighs frequent and rare patterns alike (Li et al. 2018), by Newton's iteration after
 * Schulz: products alone, the same on every backend.
 */
import * as tf from "@tensorflow/tfjs-core";

/** More change nothing that a head could see. */
const ITERATIONS = 5;
/** Keeps a picture of one colour regular. */
const FLOOR = 1e-6;

export const triangleLength = (channels: number): number =>
  (channels * (channels + 1)) / 2;

/** WebAssembly multiplies single matrices much faster than batches of them; other engines do not. */
function oneByOne(
  batch: tf.Tensor3D,
  work: (matrices: tf.Tensor3D) => tf.Tensor3D,
): tf.Tensor3D {
  const [count] = batch.shape;
  if (count === 1 || tf.getBackend() !== "wasm") return work(batch);
  return tf.tidy(() =>
    tf.concat(
      Array.from({ length: count }, (_, i) =>
        tf.tidy(() => work(tf.slice(batch, i, 1))),
      ),
      0,
    ),
  );
}

/** Mean over all places of each product of two channels: [batch, height, width, c] -> [batch, c, c]. */
export function secondMoments(map: tf.Tensor4D): tf.Tensor3D {
  const [batch, height, width, channels] = map.shape;
  const places: tf.Tensor3D = tf.reshape(map, [
    batch,
    height * width,
    channels,
  ]);
  // Turned round beforehand: WebAssembly multiplies several times faster so.
  const sums = oneByOne(places, (own) =>
    tf.matMul(tf.transpose(own, [0, 2, 1]), own),
  );
  return tf.div(sums, height * width);
}

/** @param matrices symmetric, no eigenvalue below zero: [batch, c, c]. */
export function squareRoots(matrices: tf.Tensor3D): tf.Tensor3D {
  const [, size] = matrices.shape;
  const unit = tf.eye(size);
  const diagonal = tf.mul(matrices, unit);
  const trace = tf.add(tf.sum<tf.Tensor3D>(diagonal, [1, 2], true), FLOOR);
  const thrice = tf.mul(unit, 3);
  const change = (product: tf.Tensor3D): tf.Tensor3D =>
    tf.mul(tf.sub(thrice, product), 0.5);
  // The iteration converges where the trace is 1; its first step starts from the unit matrix.
  const roots = oneByOne(tf.div(matrices, trace), (start) => {
    let inverse = change(start);
    let root = tf.matMul<tf.Tensor3D>(start, inverse);
    for (let i = 1; i < ITERATIONS; i += 1) {
      const step = change(tf.matMul<tf.Tensor3D>(inverse, root));
      root = tf.matMul(root, step);
      if (i < ITERATIONS - 1) inverse = tf.matMul(step, inverse);
    }
    return root;
  });
  return tf.mul(roots, tf.sqrt(trace));
}

/** Each number of a symmetric matrix once: [batch, c, c] -> [batch, triangleLength(c)]. */
export function triangles(matrices: tf.Tensor3D): tf.Tensor2D {
  const [batch, size] = matrices.shape;
  const places = Array.from({ length: size * size }, (_, at) => at).filter(
    (at) => at % size <= Math.floor(at / size),
  );
  return tf.gather(
    tf.reshape(matrices, [batch, size * size]),
    tf.tensor1d(places, "int32"),
    1,
  );
}
