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

/** Mean over all places of each product of two channels: [batch, height, width, c] -> [batch, c, c]. */
export function secondMoments(map: tf.Tensor4D): tf.Tensor3D {
  const [batch, height, width, channels] = map.shape;
  const places: tf.Tensor3D = tf.reshape(map, [
    batch,
    height * width,
    channels,
  ]);
  // Turned round beforehand: WebAssembly multiplies several times faster so.
  const sums = tf.matMul(tf.transpose(places, [0, 2, 1]), places);
  return tf.div<tf.Tensor3D>(sums, height * width);
}

/** @param matrices symmetric, no eigenvalue below zero: [batch, c, c]. */
export function squareRoots(matrices: tf.Tensor3D): tf.Tensor3D {
  const [, size] = matrices.shape;
  const unit = tf.eye(size);
  const diagonal = tf.mul(matrices, unit);
  const trace = tf.add(tf.sum<tf.Tensor3D>(diagonal, [1, 2], true), FLOOR);
  const more = tf.mul(unit, 1.5);
  // The iteration converges where the trace is 1; it starts from the unit matrix. Of the inverse half
  // is kept: a step less for each product.
  const start: tf.Tensor3D = tf.div(matrices, trace);
  const first = tf.sub<tf.Tensor3D>(more, tf.mul(start, 0.5));
  let [root, halfInverse] = [
    tf.matMul<tf.Tensor3D>(start, first),
    tf.mul<tf.Tensor3D>(first, 0.5),
  ];
  for (let i = 1; i < ITERATIONS; i += 1) {
    const step = tf.sub<tf.Tensor3D>(more, tf.matMul(halfInverse, root));
    root = tf.matMul(root, step);
    if (i < ITERATIONS - 1) halfInverse = tf.matMul(step, halfInverse);
  }
  return tf.mul(root, tf.sqrt(trace));
}

/** Places of the lower triangle in the rows of a matrix, by its size. */
const trianglePlaces = new Map<number, Int32Array>();

function placesOf(size: number): Int32Array {
  const known = trianglePlaces.get(size);
  if (known) return known;
  const places = Int32Array.from(
    Array.from({ length: size * size }, (_, at) => at).filter(
      (at) => at % size <= Math.floor(at / size),
    ),
  );
  trianglePlaces.set(size, places);
  return places;
}

/** Each number of a symmetric matrix once: [batch, c, c] -> [batch, triangleLength(c)]. */
export function triangles(matrices: tf.Tensor3D): tf.Tensor2D {
  const [batch, size] = matrices.shape;
  return tf.gather(
    tf.reshape(matrices, [batch, size * size]),
    tf.tensor1d(placesOf(size), "int32"),
    1,
  );
}
