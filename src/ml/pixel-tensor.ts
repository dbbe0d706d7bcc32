import * as tf from "@tensorflow/tfjs-core";
import type { Pixels } from "./backbone.ts";

/** @returns [count, side, side, 3] float32 RGB in 0..1. */
export function pixelTensor(pictures: readonly Pixels[]): tf.Tensor4D {
  const side = pictures[0]?.side ?? 1;
  const values = new Float32Array(pictures.length * side * side * 3);
  let at = 0;
  for (const { rgba } of pictures) {
    for (let i = 0; i < rgba.length; i += 4) {
      values[at] = (rgba[i] ?? 0) / 255;
      values[at + 1] = (rgba[i + 1] ?? 0) / 255;
      values[at + 2] = (rgba[i + 2] ?? 0) / 255;
      at += 3;
    }
  }
  return tf.tensor4d(values, [pictures.length, side, side, 3]);
}
