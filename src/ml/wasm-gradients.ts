/**
 * The gradient kernel of convolution that the WebAssembly backend lacks, composed of kernels it
 * has: a filter's gradient is itself a convolution of the input with the output's gradient, batch
 * and channel axes exchanged, stride turned into dilation.
 */
import * as tf from "@tensorflow/tfjs-core";

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
  const used = tf.slice(padded, [0, 0, 0, 0], [-1, usedHeight, usedWidth, -1]);
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

/** Registers the kernel once. Needs the WebAssembly backend to be imported. */
export function registerWasmGradients(): void {
  if (registered) return;
  registered = true;
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
