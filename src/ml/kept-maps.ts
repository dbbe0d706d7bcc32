/** Feature maps kept for many windows: a byte per number, with a scale for each window and channel. */
import * as tf from "@tensorflow/tfjs-core";

const LEVELS = 255;

export interface KeptMap {
  readonly bytes: Uint8Array;
  /** [channels]: the largest number of each. */
  readonly most: Float32Array;
}

/**
 * Numbers from 0 up; small ones are kept more finely.
 * @param values [..., channels]
 */
export function keepMap(values: Float32Array, channels: number): KeptMap {
  const most = new Float32Array(channels).fill(1e-6);
  values.forEach((value, i) => {
    const c = i % channels;
    if (value > (most[c] as number)) most[c] = value;
  });
  const bytes = Uint8Array.from(values, (value, i) =>
    Math.round(LEVELS * Math.sqrt(value / (most[i % channels] as number))),
  );
  return { bytes, most };
}

/** @returns [maps, side, side, channels] */
export function mapTensor(maps: readonly KeptMap[], side: number): tf.Tensor4D {
  const channels = maps[0]?.most.length ?? 1;
  const size = side * side * channels;
  const values = new Float32Array(maps.length * size);
  maps.forEach(({ bytes, most }, m) => {
    bytes.forEach((byte, i) => {
      values[m * size + i] =
        (byte / LEVELS) ** 2 * (most[i % channels] as number);
    });
  });
  return tf.tensor4d(values, [maps.length, side, side, channels]);
}
