import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { seededRandom } from "#core/random.ts";
import { orthogonalFrame } from "./orthogonal-frame.ts";
import {
  secondMoments,
  squareRoots,
  triangleLength,
  triangles,
} from "./second-order.ts";

const random = seededRandom(5);
const values = (count: number): number[] =>
  Array.from({ length: count }, () => random() * 2 - 1);

test("second moments do not ask where", async () => {
  const map = tf.tensor4d(values(2 * 3 * 4 * 5), [2, 3, 4, 5]);
  const [found, mirrored, moved] = await Promise.all(
    [map, tf.reverse(map, 2), tf.concat([map, map], 1)].map(
      async (one: tf.Tensor4D) => secondMoments(one).data(),
    ),
  );
  const second = (await map.data()).slice(60);
  const rows = Array.from({ length: 12 }, (_, i) =>
    second.slice(5 * i, 5 * i + 5),
  );
  const wanted =
    rows.reduce((sum, row) => sum + (row[2] ?? 0) * (row[4] ?? 0), 0) / 12;
  expect(found?.[25 + 2 * 5 + 4]).toBeCloseTo(wanted, 5);
  for (const other of [mirrored, moved])
    other?.forEach((value, i) => {
      expect(value).toBeCloseTo(found?.[i] ?? NaN, 5);
    });
});

test("a root times itself is the matrix", async () => {
  // Eigenvalues 1, 0.5 and 0.1 times the size: far enough from zero for a few steps.
  const frame = tf.tensor2d(orthogonalFrame(3, 3, 1), [3, 3]);
  for (const size of [0.01, 1, 1000]) {
    const scaled = tf.mul(frame, tf.tensor1d([size, size / 2, size / 10]));
    const matrix: tf.Tensor3D = tf.expandDims(
      tf.matMul(scaled, frame, false, true),
      0,
    );
    const root = squareRoots(matrix);
    const squared = await tf.matMul(root, root).data();
    (await matrix.data()).forEach((value, i) => {
      expect(Math.abs((squared[i] ?? NaN) - value)).toBeLessThan(0.02 * size);
    });
  }
});

test("a picture of one colour gives numbers", async () => {
  const found = await squareRoots(tf.zeros([1, 4, 4])).data();
  expect(found.every(Number.isFinite)).toBe(true);
});

test("a triangle holds each number of a symmetric matrix once", async () => {
  const matrix = tf.tensor3d([0, 1, 3, 1, 2, 4, 3, 4, 5], [1, 3, 3]);
  const found = await triangles(matrix).data();
  expect(found).toHaveLength(triangleLength(3));
  expect([...found].sort()).toEqual([0, 1, 2, 3, 4, 5]);
});

test("a frame's columns are of length 1 and at right angles, and known by the seed", async () => {
  const frame = tf.tensor2d(orthogonalFrame(12, 5, 7), [12, 5]);
  const products = await tf.matMul(frame, frame, true).data();
  products.forEach((value, at) => {
    expect(value).toBeCloseTo(at % 6 === 0 ? 1 : 0, 5);
  });
  expect(orthogonalFrame(12, 5, 7)).toEqual(orthogonalFrame(12, 5, 7));
  expect(orthogonalFrame(12, 5, 8)).not.toEqual(orthogonalFrame(12, 5, 7));
});
