/**
 * Gradient kernels of depthwise convolution and of gathering rows for the WebAssembly backend,
 * composed of kernels it has. Mobile networks are made of the one, embeddings of the other.
 */
import * as tf from "@tensorflow/tfjs-core";

type Four = [number, number, number, number];

interface Inputs {
  readonly x: tf.Tensor4D;
  readonly dy: tf.Tensor4D;
  readonly filter: tf.Tensor4D;
}

/** Axis `axis` cut or filled with zeros to run from `start` (may be negative) for `length` places. */
function windowOf(
  x: tf.Tensor4D,
  axis: 1 | 2,
  start: number,
  length: number,
): tf.Tensor4D {
  const size = x.shape[axis];
  const before = Math.max(0, -start);
  const after = Math.max(0, start + length - size);
  const pads = x.shape.map((_, i): [number, number] =>
    i === axis ? [before, after] : [0, 0],
  );
  const begin = x.shape.map((_, i) => (i === axis ? start + before : 0));
  const sizes = x.shape.map((_, i) => (i === axis ? length : -1));
  return tf.slice(tf.pad(x, pads), begin, sizes);
}

/** `stride - 1` zeros behind each row and column: what a convolution without stride would have given. */
function spread(
  dy: tf.Tensor4D,
  strideY: number,
  strideX: number,
): tf.Tensor4D {
  const [batch, height, width, channels] = dy.shape;
  const rows = tf.pad(
    tf.reshape(dy, [batch, height, 1, width * channels]),
    [[0, 0], [0, 0], [0, strideY - 1], [0, 0]], // prettier-ignore
  );
  const columns = tf.pad(
    tf.reshape(rows, [batch * height * strideY, width, 1, channels]),
    [[0, 0], [0, 0], [0, strideX - 1], [0, 0]], // prettier-ignore
  );
  return tf.reshape(columns, [
    batch,
    height * strideY,
    width * strideX,
    channels,
  ]);
}

/** Outputs of the `which`th filter of each channel, of [batch, height, width, channels x multiplier]. */
function outputsOf(
  dy: tf.Tensor4D,
  which: number,
  multiplier: number,
): tf.Tensor4D {
  if (multiplier === 1) return dy;
  const [batch, height, width, channels] = dy.shape;
  const apart = tf.reshape(dy, [
    batch * height * width,
    channels / multiplier,
    multiplier,
  ]);
  return tf.reshape(tf.slice(apart, [0, 0, which], [-1, -1, 1]), [
    batch,
    height,
    width,
    channels / multiplier,
  ]);
}

const each = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

/**
 * The output's gradient, strides spread out, under the filter turned round.
 * @returns [batch, height, width, channels]
 */
function inputGradient(
  { dy, filter }: Pick<Inputs, "dy" | "filter">,
  info: tf.backend_util.Conv2DInfo,
): tf.Tensor4D {
  const [filterHeight, filterWidth, , multiplier] = filter.shape;
  const { padInfo, strideHeight, strideWidth, inHeight, inWidth } = info;
  const turned = tf.reverse(filter, [0, 1]);
  const parts = each(multiplier, (which) => {
    const wide = spread(
      outputsOf(dy, which, multiplier),
      strideHeight,
      strideWidth,
    );
    const top = padInfo.top - (filterHeight - 1);
    const left = padInfo.left - (filterWidth - 1);
    const rows = windowOf(wide, 1, top, inHeight + filterHeight - 1);
    const all = windowOf(rows, 2, left, inWidth + filterWidth - 1);
    const taps = tf.slice(turned, [0, 0, 0, which], [-1, -1, -1, 1]);
    return tf.depthwiseConv2d(all, taps, 1, "valid");
  });
  return tf.addN(parts);
}

/**
 * For each tap of the filter, what it read times what came out of it.
 * @returns [filterHeight, filterWidth, channels, multiplier]
 */
function filterGradient(
  { x, dy }: Pick<Inputs, "x" | "dy">,
  filterShape: Four,
  info: tf.backend_util.Conv2DInfo,
): tf.Tensor4D {
  const [filterHeight, filterWidth, channels, multiplier] = filterShape;
  const { padInfo, strideHeight, strideWidth, outHeight, outWidth } = info;
  const usedHeight = (outHeight - 1) * strideHeight + 1;
  const usedWidth = (outWidth - 1) * strideWidth + 1;
  const outputs = each(multiplier, (which) => outputsOf(dy, which, multiplier));
  const taps = each(filterHeight * filterWidth, (tap) => {
    const top = Math.floor(tap / filterWidth) - padInfo.top;
    const left = (tap % filterWidth) - padInfo.left;
    const window = windowOf(
      windowOf(x, 1, top, usedHeight),
      2,
      left,
      usedWidth,
    );
    const read = tf.stridedSlice(window, [0, 0, 0, 0], window.shape, [
      1,
      strideHeight,
      strideWidth,
      1,
    ]);
    return tf.stack(
      outputs.map((output) => tf.sum(tf.mul(read, output), [0, 1, 2])),
      1,
    );
  });
  return tf.reshape(tf.stack(taps), [
    filterHeight,
    filterWidth,
    channels,
    multiplier,
  ]);
}

const infoOf = (
  inputShape: Four,
  filterShape: Four,
  { strides, pad, dimRoundingMode }: tf.DepthwiseConv2dNativeBackpropInputAttrs,
): tf.backend_util.Conv2DInfo =>
  // Gradients of dilated depthwise convolutions are refused before they come here.
  tf.backend_util.computeConv2DInfo(
    inputShape,
    filterShape,
    strides,
    1,
    pad,
    dimRoundingMode,
    true,
  );

/** Registers the kernels. Needs the WebAssembly backend to be imported; call once. */
export function registerDepthwiseGradients(): void {
  tf.registerKernel({
    kernelName: tf.DepthwiseConv2dNativeBackpropInput,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const { dy, filter } = inputs as unknown as Inputs;
      const given =
        attrs as unknown as tf.DepthwiseConv2dNativeBackpropInputAttrs;
      const info = infoOf(given.inputShape, filter.shape, given);
      return tf.tidy(() => inputGradient({ dy, filter }, info));
    },
  });
  tf.registerKernel({
    kernelName: tf.DepthwiseConv2dNativeBackpropFilter,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const { x, dy } = inputs as unknown as Inputs;
      const given = attrs as unknown as {
        filterShape: Four;
      } & tf.DepthwiseConv2dNativeBackpropInputAttrs;
      const info = infoOf(x.shape, given.filterShape, given);
      return tf.tidy(() => filterGradient({ x, dy }, given.filterShape, info));
    },
  });
  tf.registerKernel({
    kernelName: tf.UnsortedSegmentSum,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const { x, segmentIds } = inputs as unknown as {
        x: tf.Tensor;
        segmentIds: tf.Tensor1D;
      };
      const { numSegments } = attrs as unknown as tf.UnsortedSegmentSumAttrs;
      return tf.tidy(() => {
        const [count = 0, ...rest] = x.shape;
        const places = tf.oneHot(segmentIds, numSegments);
        const rows = tf.reshape(x, [count, -1]);
        const sums = tf.matMul(tf.cast(places, "float32"), rows, true);
        return tf.reshape(sums, [numSegments, ...rest]);
      });
    },
  });
}
