/**
 * How far a detector's maps are from what they should be: penalty-reduced focal loss on the heat
 * (Zhou et al. 2019), generalized overlap of the boxes (Rezatofighi et al. 2019).
 */
import * as tf from "@tensorflow/tfjs-core";
import type { DetectorMaps } from "./detector-net.ts";
import type { Targets } from "./detection-targets.ts";

/** Weight of the boxes' loss beside the heat's. */
const BOX_SHARE = 2;
/** From here on a cell is an object's middle. */
const MIDDLE = 0.999;

export interface TargetTensors {
  readonly heat: tf.Tensor4D;
  readonly counts: tf.Tensor4D;
  /** [batch, cells, cells] */
  readonly weight: tf.Tensor3D;
  readonly distances: tf.Tensor4D;
}

/** The caller disposes of them. */
export function targetTensors(
  batch: readonly Targets[],
  labels: number,
): TargetTensors {
  const cells = batch[0]?.cells ?? 0;
  const joined = (pick: (one: Targets) => Float32Array): Float32Array => {
    const size = batch[0] ? pick(batch[0]).length : 0;
    const values = new Float32Array(batch.length * size);
    batch.forEach((one, i) => values.set(pick(one), i * size));
    return values;
  };
  const maps = (values: Float32Array, channels: number): tf.Tensor4D =>
    tf.tensor4d(values, [batch.length, cells, cells, channels]);
  return {
    heat: maps(
      joined(({ heat }) => heat),
      labels,
    ),
    counts: maps(
      joined(({ counts }) => counts),
      labels,
    ),
    weight: tf.tensor3d(
      joined(({ weight }) => weight),
      [batch.length, cells, cells],
    ),
    distances: maps(
      joined(({ distances }) => distances),
      4,
    ),
  };
}

function heatLoss(
  logits: tf.Tensor4D,
  { heat, counts }: TargetTensors,
): tf.Scalar {
  const middles = tf.cast(tf.greaterEqual(heat, MIDDLE), "float32");
  const share = tf.sigmoid(logits);
  // Softplus of the logit, negated or not, is minus the logarithm of one share and the other. The
  // gradient of tf.logSigmoid would need its input after it was tidied away.
  const hit = tf.mul(tf.softplus(tf.neg(logits)), tf.square(tf.sub(1, share)));
  const miss = tf.mul(tf.softplus(logits), tf.square(share));
  const calm = tf.mul(tf.square(tf.square(tf.sub(1, heat))), counts);
  const total = tf.add(
    tf.mul(middles, hit),
    tf.mul(tf.mul(tf.sub(1, middles), calm), miss),
  );
  return tf.div(tf.sum<tf.Scalar>(total), tf.maximum(1, tf.sum(middles)));
}

/** The four distances of each cell: [batch * cells * cells] each. */
const sides = (distances: tf.Tensor4D): tf.Tensor[] =>
  tf.unstack(tf.reshape(distances, [-1, 4]), 1);

/** 1 - generalized overlap, mean over the cells by their weights. */
function boxLoss(
  distances: tf.Tensor4D,
  { distances: truth, weight }: TargetTensors,
): tf.Scalar {
  const found = sides(distances) as [
    tf.Tensor1D,
    tf.Tensor1D,
    tf.Tensor1D,
    tf.Tensor1D,
  ];
  const wanted = sides(truth) as typeof found;
  const area = ([left, top, right, bottom]: typeof found): tf.Tensor1D =>
    tf.mul(tf.add(left, right), tf.add(top, bottom));
  const pairs = (
    choose: (a: tf.Tensor1D, b: tf.Tensor1D) => tf.Tensor1D,
  ): typeof found =>
    found.map((one, i) =>
      choose(one, wanted[i] as tf.Tensor1D),
    ) as typeof found;
  const shared = area(pairs((a, b) => tf.minimum(a, b)));
  const around = area(pairs((a, b) => tf.maximum(a, b)));
  const union = tf.sub(tf.add(area(found), area(wanted)), shared);
  const generalized = tf.sub(
    tf.div(shared, union),
    tf.div(tf.sub(around, union), around),
  );
  const weights = tf.reshape(weight, [-1]);
  return tf.div(
    tf.sum<tf.Scalar>(tf.mul(weights, tf.sub(1, generalized))),
    tf.maximum(1e-6, tf.sum(weights)),
  );
}

/** Mean over the batch's objects; the caller tidies. */
export const detectionLoss = (
  { heat, distances }: DetectorMaps,
  targets: TargetTensors,
): tf.Scalar =>
  tf.add(
    heatLoss(heat, targets),
    tf.mul(boxLoss(distances, targets), BOX_SHARE),
  );
