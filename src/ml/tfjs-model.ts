/** TF.js layers and graph models, read from bytes. Loaded only when such a backbone is used. */
import * as tf from "@tensorflow/tfjs-core";
import { GraphModel, loadGraphModel } from "@tensorflow/tfjs-converter";
import {
  loadLayersModel,
  model as layersModel,
  type layers,
  type LayersModel,
  type SymbolicTensor,
} from "@tensorflow/tfjs-layers";
import { AppError, toAppError } from "#core/errors.ts";
import type { LoadedModel } from "./added-backbone.ts";
import type { TensorFacts } from "./extractor-rules.ts";
import { readTfjsDescription } from "./tfjs-files.ts";

type Layer = layers.Layer;
type Files = Readonly<Record<string, Uint8Array>>;

async function artifactsOf(
  files: Files,
  text: string,
): Promise<tf.io.ModelArtifacts> {
  const json = JSON.parse(text) as tf.io.ModelJSON;
  return tf.io.getModelArtifactsForJSON(json, (manifest) => {
    const parts = manifest.flatMap(({ paths }) =>
      paths.map((path) => {
        const bytes = files[path];
        if (!bytes)
          throw new AppError(
            "model",
            `The weight file ${path}, which \`model.json\` names, is missing`,
            { file: path },
          );
        return bytes.slice().buffer;
      }),
    );
    return Promise.resolve([
      manifest.flatMap(({ weights }) => weights),
      tf.io.concatenateArrayBuffers(parts),
    ]);
  });
}

const known = (
  dims: readonly (number | null)[] | undefined,
): readonly (number | null)[] | null =>
  dims?.map((size) => (size === null || size < 0 ? null : size)) ?? null;

/** Runs one output, and frees what came of it. */
async function computed(
  values: Float32Array,
  dims: readonly number[],
  predict: (input: tf.Tensor4D) => tf.Tensor,
): Promise<{ values: Float32Array; dims: readonly number[] }> {
  try {
    const result = tf.tidy(() =>
      predict(tf.tensor4d(values, dims as [number, number, number, number])),
    );
    const found = await result.data<"float32">();
    result.dispose();
    if (result.dtype !== "float32")
      throw new AppError("model", `it gave ${result.dtype}, not float32`);
    return { values: found, dims: result.shape };
  } catch (error) {
    throw new AppError(
      "model",
      `The model could not be run: ${toAppError(error).message}`,
      {},
      { cause: error },
    );
  }
}

const oneOf = <T>(value: T | T[]): T | undefined =>
  Array.isArray(value) ? (value.length === 1 ? value[0] : undefined) : value;

const isWeighted = (layer: Layer): boolean =>
  /^(Dense|Conv2D)$/.test(layer.getClassName());

const isSoftmax = (layer: Layer): boolean =>
  layer.getClassName() === "Softmax" ||
  (layer.getConfig()["activation"] as unknown) === "softmax";

/** What lies below a classifier's last weights; the last layer where there is no classifier. */
function bestLayer(usable: readonly Layer[]): Layer | undefined {
  const softmax = usable.findLastIndex(isSoftmax);
  if (softmax < 0) return usable.at(-1);
  const weights = usable.slice(0, softmax + 1).findLastIndex(isWeighted);
  return usable[weights - 1] ?? usable.at(-1);
}

function fromLayers(model: LayersModel): LoadedModel {
  const facts = (tensor: SymbolicTensor, name: string): TensorFacts => ({
    name,
    type: tensor.dtype,
    dims: known(tensor.shape),
  });
  const inner = model.layers.flatMap((layer) => {
    const output = oneOf(layer.output);
    return output && layer.getClassName() !== "InputLayer"
      ? [{ layer, output }]
      : [];
  });
  const usable = inner.filter(({ output }) =>
    [2, 4].includes(output.shape.length),
  );
  const cut = new Map<string, LayersModel>();
  return {
    inputs: model.inputs.map((input) => facts(input, input.name)),
    outputs: (usable.length > 0 ? usable : inner).map(({ layer, output }) =>
      facts(output, layer.name),
    ),
    bestOutput: bestLayer(usable.map(({ layer }) => layer))?.name ?? null,
    run(_input, values, dims, output) {
      const part =
        cut.get(output) ??
        layersModel({
          inputs: model.inputs,
          outputs: model.getLayer(output).output,
        });
      cut.set(output, part);
      return computed(
        values,
        dims,
        (input) => oneOf(part.predict(input)) ?? input,
      );
    },
    dispose: () => void model.dispose(),
  };
}

function fromGraph(model: GraphModel): LoadedModel {
  // Graphs need not say what comes out: it is seen when they run.
  const facts = (tensor: GraphModel["inputs"][number]): TensorFacts => ({
    name: tensor.name,
    type: tensor.dtype ?? "float32",
    dims: known(tensor.shape),
  });
  return {
    inputs: model.inputs.map(facts),
    outputs: model.outputs.map(facts),
    bestOutput: null,
    run: (input, values, dims, output) =>
      computed(values, dims, (tensor) => {
        const result = oneOf(model.execute({ [input]: tensor }, output));
        if (!result)
          throw new AppError("model", `It gave nothing for ${output}`);
        return result;
      }),
    dispose: () => model.dispose(),
  };
}

/** @param files `model.json` and what it names. Needs a started backend. @throws AppError('model') */
export async function loadTfjsModel(files: Files): Promise<LoadedModel> {
  const text = new TextDecoder().decode(files["model.json"]);
  const { format } = readTfjsDescription(text);
  try {
    const source = tf.io.fromMemory(await artifactsOf(files, text));
    return format === "layers"
      ? fromLayers(await loadLayersModel(source))
      : fromGraph(await loadGraphModel(source));
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError(
      "model",
      `TF.js cannot read the model: ${toAppError(error).message}`,
      {},
      { cause: error },
    );
  }
}
