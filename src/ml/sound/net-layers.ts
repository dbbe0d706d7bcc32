/**
 * The layers of a small separable network in plain arithmetic, forth and back, one recording at a
 * time. Planes are [height, width, channels]; beyond them is silence. Source: Chollet 2017 (Xception).
 */

export interface Plane {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

export const sizeOf = ({ height, width, channels }: Plane): number =>
  height * width * channels;

export const strided = (
  { height, width }: Plane,
  stride: number,
  channels: number,
): Plane => ({
  height: Math.ceil(height / stride),
  width: Math.ceil(width / stride),
  channels,
});

/** Which input lies under which tap of which output, place by place: three numbers each. */
export type Taps = Int32Array;

export function tapsOf(
  input: Plane,
  output: Plane,
  side: number,
  stride: number,
): Taps {
  const reach = (side - 1) / 2;
  const found: number[] = [];
  for (let out = 0; out < output.height * output.width; out += 1)
    for (let tap = 0; tap < side * side; tap += 1) {
      const [y, x] = [Math.floor(out / output.width), out % output.width];
      const row = y * stride + Math.floor(tap / side) - reach;
      const column = x * stride + (tap % side) - reach;
      if (row < 0 || row >= input.height) continue;
      if (column < 0 || column >= input.width) continue;
      found.push(out, row * input.width + column, tap);
    }
  return Int32Array.from(found);
}

/** Of one channel, without rectification. @param weights [side, side, channels] */
export function spread(
  taps: Taps,
  x: Float32Array,
  channels: number,
  weights: Float32Array,
  bias: Float32Array,
  y: Float32Array,
): void {
  for (let at = 0; at < y.length; at += channels) y.set(bias, at);
  for (let k = 0; k < taps.length; k += 3) {
    const o = (taps[k] as number) * channels;
    const value = x[taps[k + 1] as number] as number;
    const w = (taps[k + 2] as number) * channels;
    for (let c = 0; c < channels; c += 1)
      y[o + c] = (y[o + c] as number) + value * (weights[w + c] as number);
  }
}

/** Adds to the gradients of `spread`. @param dy of its output. */
export function spreadBack(
  taps: Taps,
  x: Float32Array,
  channels: number,
  dy: Float32Array,
  dWeights: Float32Array,
  dBias: Float32Array,
): void {
  for (let at = 0; at < dy.length; at += 1)
    dBias[at % channels] =
      (dBias[at % channels] as number) + (dy[at] as number);
  for (let k = 0; k < taps.length; k += 3) {
    const o = (taps[k] as number) * channels;
    const value = x[taps[k + 1] as number] as number;
    const w = (taps[k + 2] as number) * channels;
    for (let c = 0; c < channels; c += 1)
      dWeights[w + c] =
        (dWeights[w + c] as number) + value * (dy[o + c] as number);
  }
}

/** Each channel by itself, 3 x 3. @param weights [3, 3, channels] */
export function depthwise(
  taps: Taps,
  x: Float32Array,
  channels: number,
  weights: Float32Array,
  y: Float32Array,
): void {
  y.fill(0);
  for (let k = 0; k < taps.length; k += 3) {
    const o = (taps[k] as number) * channels;
    const i = (taps[k + 1] as number) * channels;
    const w = (taps[k + 2] as number) * channels;
    for (let c = 0; c < channels; c += 1)
      y[o + c] =
        (y[o + c] as number) +
        (x[i + c] as number) * (weights[w + c] as number);
  }
}

/** Adds to the gradient of the weights, and sets that of the input. */
export function depthwiseBack(
  taps: Taps,
  x: Float32Array,
  channels: number,
  weights: Float32Array,
  dy: Float32Array,
  dWeights: Float32Array,
  dx: Float32Array,
): void {
  dx.fill(0);
  for (let k = 0; k < taps.length; k += 3) {
    const o = (taps[k] as number) * channels;
    const i = (taps[k + 1] as number) * channels;
    const w = (taps[k + 2] as number) * channels;
    for (let c = 0; c < channels; c += 1) {
      const slope = dy[o + c] as number;
      dWeights[w + c] =
        (dWeights[w + c] as number) + (x[i + c] as number) * slope;
      dx[i + c] = (dx[i + c] as number) + (weights[w + c] as number) * slope;
    }
  }
}

/** Channels mixed in each place. @param inputs a multiple of 4. @param weights [inputs, outputs] */
export function pointwise(
  places: number,
  inputs: number,
  x: Float32Array,
  outputs: number,
  weights: Float32Array,
  bias: Float32Array,
  y: Float32Array,
): void {
  for (let place = 0; place < places; place += 1) {
    const [a, o] = [place * inputs, place * outputs];
    y.set(bias, o);
    for (let i = 0; i < inputs; i += 4) {
      const x0 = x[a + i] as number;
      const x1 = x[a + i + 1] as number;
      const x2 = x[a + i + 2] as number;
      const x3 = x[a + i + 3] as number;
      const w = i * outputs;
      for (let c = 0; c < outputs; c += 1)
        y[o + c] =
          (y[o + c] as number) +
          x0 * (weights[w + c] as number) +
          x1 * (weights[w + outputs + c] as number) +
          x2 * (weights[w + 2 * outputs + c] as number) +
          x3 * (weights[w + 3 * outputs + c] as number);
    }
  }
}

/** Adds to the gradients of the weights, and sets that of the input. */
export function pointwiseBack(
  places: number,
  inputs: number,
  x: Float32Array,
  outputs: number,
  weights: Float32Array,
  dy: Float32Array,
  dWeights: Float32Array,
  dBias: Float32Array,
  dx: Float32Array,
): void {
  for (let place = 0; place < places; place += 1) {
    const [a, o] = [place * inputs, place * outputs];
    for (let c = 0; c < outputs; c += 1)
      dBias[c] = (dBias[c] as number) + (dy[o + c] as number);
    for (let i = 0; i < inputs; i += 4) {
      const x0 = x[a + i] as number;
      const x1 = x[a + i + 1] as number;
      const x2 = x[a + i + 2] as number;
      const x3 = x[a + i + 3] as number;
      const w0 = i * outputs;
      const [w1, w2, w3] = [w0 + outputs, w0 + 2 * outputs, w0 + 3 * outputs];
      let [d0, d1, d2, d3] = [0, 0, 0, 0];
      for (let c = 0; c < outputs; c += 1) {
        const slope = dy[o + c] as number;
        // Half of them are.
        if (slope === 0) continue;
        d0 += slope * (weights[w0 + c] as number);
        d1 += slope * (weights[w1 + c] as number);
        d2 += slope * (weights[w2 + c] as number);
        d3 += slope * (weights[w3 + c] as number);
        dWeights[w0 + c] = (dWeights[w0 + c] as number) + x0 * slope;
        dWeights[w1 + c] = (dWeights[w1 + c] as number) + x1 * slope;
        dWeights[w2 + c] = (dWeights[w2 + c] as number) + x2 * slope;
        dWeights[w3 + c] = (dWeights[w3 + c] as number) + x3 * slope;
      }
      dx[a + i] = d0;
      dx[a + i + 1] = d1;
      dx[a + i + 2] = d2;
      dx[a + i + 3] = d3;
    }
  }
}

/** What is below zero is zero. */
export function rectify(y: Float32Array): void {
  for (let i = 0; i < y.length; i += 1) if ((y[i] as number) < 0) y[i] = 0;
}

export function rectifyBack(y: Float32Array, dy: Float32Array): void {
  for (let i = 0; i < y.length; i += 1) if ((y[i] as number) <= 0) dy[i] = 0;
}
