/** TF.js models made in tests, as the files that `model.save` would write. */
import * as tf from "@tensorflow/tfjs-core";
import type { LayersModel } from "@tensorflow/tfjs-layers";

export type ModelBytes = Record<string, Uint8Array<ArrayBuffer>>;

/** `model.json` and `weights.bin` of a layers model. */
export async function layersFiles(model: LayersModel): Promise<ModelBytes> {
  let saved: tf.io.ModelArtifacts | undefined;
  await model.save(
    tf.io.withSaveHandler((artifacts) => {
      saved = artifacts;
      return Promise.resolve({
        modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts),
      });
    }),
  );
  const weights = tf.io.concatenateArrayBuffers(saved?.weightData ?? []);
  return modelFiles(
    "layers-model",
    saved?.modelTopology,
    saved?.weightSpecs ?? [],
    weights,
  );
}

export function modelFiles(
  format: "layers-model" | "graph-model",
  modelTopology: unknown,
  specs: readonly tf.io.WeightsManifestEntry[],
  weights: ArrayBuffer,
): ModelBytes {
  const json = {
    format,
    modelTopology,
    weightsManifest: [{ paths: ["weights.bin"], weights: specs }],
  };
  return {
    "model.json": new TextEncoder().encode(JSON.stringify(json)),
    "weights.bin": new Uint8Array(weights),
  };
}

const encoded = (text: string): string => btoa(text);
const shape = (...sizes: readonly number[]): unknown => ({
  shape: { shape: { dim: sizes.map((size) => ({ size: String(size) })) } },
});

/** A graph model: picture [?, side, side, 3] -> 1x1 convolution -> mean over all places. */
export function colourGraphFiles(
  weights: readonly (readonly [number, number, number])[],
  side: number,
  convolution = "Conv2D",
): ModelBytes {
  const count = weights.length;
  // Rows are the three colours, columns the features: TensorFlow's order.
  const kernel = [0, 1, 2].flatMap((colour) =>
    weights.map((row) => row[colour] ?? 0),
  );
  const float = { type: "DT_FLOAT" };
  const node = [
    {
      name: "picture",
      op: "Placeholder",
      attr: { dtype: float, ...(shape(-1, side, side, 3) as object) },
    },
    { name: "kernel", op: "Const", attr: { dtype: float } },
    {
      name: "maps",
      op: convolution,
      input: ["picture", "kernel"],
      attr: {
        T: float,
        strides: { list: { i: ["1", "1", "1", "1"] } },
        dilations: { list: { i: ["1", "1", "1", "1"] } },
        padding: { s: encoded("VALID") },
        data_format: { s: encoded("NHWC") },
      },
    },
    { name: "axes", op: "Const", attr: { dtype: { type: "DT_INT32" } } },
    {
      name: "features",
      op: "Mean",
      input: ["maps", "axes"],
      attr: { T: float, keep_dims: { b: false } },
    },
  ];
  const bytes = new Uint8Array(kernel.length * 4 + 8);
  bytes.set(new Uint8Array(new Float32Array(kernel).buffer));
  bytes.set(new Uint8Array(new Int32Array([1, 2]).buffer), kernel.length * 4);
  return modelFiles(
    "graph-model",
    { node, library: {}, versions: {} },
    [
      { name: "kernel", shape: [1, 1, 3, count], dtype: "float32" },
      { name: "axes", shape: [2], dtype: "int32" },
    ],
    bytes.buffer,
  );
}
