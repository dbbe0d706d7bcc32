/**
 * Where a picture speaks for a label: the class activation map of a linear head (Zhou et al.
 * 2016). The mean over places is linear, so each place's share of the score is known exactly.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Backbone } from "./backbone.ts";
import { PER_SIDE, toTensor, type Pixels } from "./picture-features.ts";
import type { SoftmaxHead } from "./softmax-head.ts";

const OUT_CHANNELS = 320;

export interface ClassHeat {
  readonly width: number;
  readonly height: number;
  /** 0-1, row by row, [height, width]. */
  readonly values: Float32Array;
}

/** @param scale which of the recipe's sides the picture is given at. */
export async function classHeat(
  backbone: Backbone,
  picture: Pixels,
  head: SoftmaxHead,
  label: number,
  scale: number,
): Promise<ClassHeat> {
  const from = label * head.features + scale * PER_SIDE;
  // Against the mean of all labels, so that what speaks for every label alike does not show.
  const weights = Float32Array.from({ length: OUT_CHANNELS }, (_, k) => {
    let others = 0;
    for (let c = 0; c < head.classes; c += 1)
      others += head.weights[c * head.features + scale * PER_SIDE + k] ?? 0;
    return (head.weights[from + k] ?? 0) - others / head.classes;
  });
  const map = tf.tidy(() => {
    const { out } = backbone.forward(toTensor([picture]));
    return tf.sum<tf.Tensor3D>(
      tf.mul(out, tf.reshape(tf.tensor1d(weights), [1, 1, 1, OUT_CHANNELS])),
      3,
    );
  });
  const [, height, width] = map.shape;
  const raw = await map.data<"float32">();
  map.dispose();
  const high = Math.max(...raw, 1e-6);
  return {
    width,
    height,
    values: Float32Array.from(raw, (value) => Math.max(0, value) / high),
  };
}
