/**
 * Gradient kernels of convolution for the WebAssembly backend, composed of kernels it has. It lacks
 * the filter's gradient, which is itself a convolution of the input with the output's gradient,
 * batch and channel axes exchanged, stride turned into dilation. Its gradient of the input is a
 * plain loop; without stride that too is a convolution, with the filter turned round, and its
 * convolutions are many times faster.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { registerDepthwiseGradients } from "./wasm-depthwise-gradients.ts";

type Four = [number, number, number, number];

let registered = false;

interface FilterGradient {
  readonly x: tf.Tensor4D;
  readonly dy: tf.Tensor4D;
  readonly filterShape: Four;
  readonly strides: readonly [number, number];
  readonly padTop: number;
  readonly padLeft: number;
}

/**
 * @param x [batch, height, width, in]
 * @param dy [batch, outHeight, outWidth, out]
 * @returns [filterHeight, filterWidth, in, out]
 */
function filterGradient({
  x,
  dy,
  filterShape,
  strides,
  padTop,
  padLeft,
}: FilterGradient): tf.Tensor4D {
  const [filterHeight, filterWidth] = filterShape;
  const [, height, width] = x.shape;
  const [, outHeight, outWidth] = dy.shape;
  const [strideHeight, strideWidth] = strides;
  // What the convolution read: from the padding's start to the last tap of the last output.
  const usedHeight = (outHeight - 1) * strideHeight + filterHeight;
  const usedWidth = (outWidth - 1) * strideWidth + filterWidth;
  const bottom = Math.max(0, usedHeight - padTop - height);
  const right = Math.max(0, usedWidth - padLeft - width);
  const padded = tf.pad(x, [
    [0, 0],
    [padTop, bottom],
    [padLeft, right],
    [0, 0],
  ]);
  const isUsed =
    padded.shape[1] === usedHeight && padded.shape[2] === usedWidth;
  const used = isUsed
    ? padded
    : tf.slice(padded, [0, 0, 0, 0], [-1, usedHeight, usedWidth, -1]);
  const asPictures: tf.Tensor4D = tf.transpose(used, [3, 1, 2, 0]);
  const asFilter: tf.Tensor4D = tf.transpose(dy, [1, 2, 0, 3]);
  const product: tf.Tensor4D = tf.conv2d(
    asPictures,
    asFilter,
    1,
    "valid",
    "NHWC",
    [strideHeight, strideWidth],
  );
  return tf.transpose(product, [1, 2, 0, 3]);
}

/**
 * Turned round in height and width, inputs and outputs exchanged, number by number in JavaScript:
 * many times faster than the kernels for reversing, gathering and transposing.
 * @param values [height, width, in, out]
 * @returns [height, width, out, in]
 */
function turnedFilter(
  values: Float32Array,
  [height, width, inputs, outputs]: Four,
): tf.Tensor4D {
  const turned = new Float32Array(values.length);
  const size = inputs * outputs;
  const taps = height * width;
  for (let tap = 0; tap < taps; tap += 1) {
    const from = tap * size;
    const to = (taps - 1 - tap) * size;
    for (let i = 0; i < inputs; i += 1)
      for (let o = 0; o < outputs; o += 1)
        turned[to + o * inputs + i] = values[from + i * outputs + o] as number;
  }
  return tf.tensor4d(turned, [height, width, outputs, inputs]);
}

/**
 * @param dy [batch, outHeight, outWidth, out], of a convolution without stride
 * @param turned [filterHeight, filterWidth, out, in]
 * @returns [batch, height, width, in]
 */
function inputGradient(
  dy: tf.Tensor4D,
  turned: tf.Tensor4D,
  { top, bottom, left, right }: tf.backend_util.PadInfo,
): tf.Tensor4D {
  const [height, width] = turned.shape;
  return tf.conv2d(dy, turned, 1, [
    [0, 0],
    [height - 1 - top, height - 1 - bottom],
    [width - 1 - left, width - 1 - right],
    [0, 0],
  ]);
}

/** Registers the kernels once. Needs the WebAssembly backend to be imported. */
export function registerWasmGradients(): void {
  if (registered) return;
  registered = true;
  registerFilterGradient();
  registerInputGradient();
  registerDepthwiseGradients();
}

function registerInputGradient(): void {
  const plain = tf.getKernel(tf.Conv2DBackpropInput, "wasm");
  tf.unregisterKernel(tf.Conv2DBackpropInput, "wasm");
  tf.registerKernel({
    ...plain,
    kernelFunc: (params) => {
      const { dy, filter } = params.inputs as unknown as {
        dy: tf.Tensor4D;
        filter: tf.Tensor4D;
      };
      const { strides, pad, dimRoundingMode, inputShape } =
        params.attrs as unknown as tf.Conv2DBackpropInputAttrs;
      const info = tf.backend_util.computeConv2DInfo(
        inputShape,
        filter.shape,
        strides,
        1,
        pad,
        dimRoundingMode,
      );
      const isPlain =
        info.strideHeight === 1 &&
        info.strideWidth === 1 &&
        info.padInfo.top < filter.shape[0] &&
        info.padInfo.left < filter.shape[1];
      if (!isPlain) return plain.kernelFunc(params);
      const values = (params.backend as BackendWasm).typedArrayFromHeap(filter);
      return tf.tidy(() =>
        inputGradient(
          dy,
          turnedFilter(values as Float32Array, filter.shape),
          info.padInfo,
        ),
      );
    },
  });
}

function registerFilterGradient(): void {
  tf.registerKernel({
    kernelName: tf.Conv2DBackpropFilter,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const { x, dy } = inputs as unknown as {
        x: tf.Tensor4D;
        dy: tf.Tensor4D;
      };
      const { strides, pad, dimRoundingMode, filterShape } =
        attrs as unknown as tf.Conv2DBackpropFilterAttrs;
      const info = tf.backend_util.computeConv2DInfo(
        x.shape,
        filterShape,
        strides,
        1,
        pad,
        dimRoundingMode,
      );
      return tf.tidy(() =>
        filterGradient({
          x: x,
          dy,
          filterShape: filterShape,
          strides: [info.strideHeight, info.strideWidth],
          padTop: info.padInfo.top,
          padLeft: info.padInfo.left,
        }),
      );
    },
  });
}
