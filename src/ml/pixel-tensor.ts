import * as tf from "@tensorflow/tfjs-core";
import type { Pixels } from "./backbone.ts";

/**
 * @param isMirrored turns left and right round; on WebAssembly ten times faster than `tf.reverse`.
 * @returns [count, side, side, 3] float32 RGB in 0..1.
 */
export function pixelTensor(
  pictures: readonly Pixels[],
  isMirrored = false,
): tf.Tensor4D {
  const side = pictures[0]?.side ?? 1;
  const values = new Float32Array(pictures.length * side * side * 3);
  let at = 0;
  for (const { rgba } of pictures) {
    for (let y = 0; y < side; y += 1) {
      for (let x = 0; x < side; x += 1) {
        const from = 4 * (y * side + (isMirrored ? side - 1 - x : x));
        values[at] = (rgba[from] ?? 0) / 255;
        values[at + 1] = (rgba[from + 1] ?? 0) / 255;
        values[at + 2] = (rgba[from + 2] ?? 0) / 255;
        at += 3;
      }
    }
  }
  return tf.tensor4d(values, [pictures.length, side, side, 3]);
}
