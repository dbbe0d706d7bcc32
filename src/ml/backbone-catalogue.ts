/** Every backbone there is, by its id: the embedded one, and those the user added. */
import {
  backboneHash,
  EMBEDDED_BACKBONE,
  type BackboneFacts,
  type BackboneInspection,
} from "#core/backbone.ts";
import { ModelBackbone, type LoadedModel } from "./added-backbone.ts";
import type { Backbone } from "./backbone.ts";
import { loadEmbeddedBackbone } from "./embedded-backbone.ts";
import { featureOutputs, pictureInput } from "./extractor-rules.ts";

/** `model.json` and its weights, or `model.onnx`, by path. */
export type BackboneFiles = Readonly<Record<string, Uint8Array>>;

export interface StoredBackbone {
  readonly name: string;
  readonly facts: Pick<BackboneFacts, "normalization" | "output">;
  readonly files: BackboneFiles;
}

/** @param name as the model that needs it knows it. @throws AppError('storage') when it is not on this device. */
export type ReadBackbone = (
  id: string,
  name: string,
) => Promise<StoredBackbone>;

/** The catalogue's id of the key that a model or a cached vector names. */
export const backboneIdOf = (key: string): string =>
  backboneHash(key) ? key : EMBEDDED_BACKBONE;

async function loadModel(files: BackboneFiles): Promise<LoadedModel> {
  const onnx = files["model.onnx"];
  if (onnx) return (await import("./onnx-model.ts")).loadOnnxModel(onnx);
  return (await import("./tfjs-model.ts")).loadTfjsModel(files);
}

/** Opens what is not in the catalogue yet. @throws AppError('model') when it is no feature extractor. */
export async function openStored(
  id: string,
  { name, facts, files }: StoredBackbone,
): Promise<Backbone> {
  return ModelBackbone.open(await loadModel(files), {
    key: id,
    name,
    output: facts.output,
    normalization: facts.normalization,
  });
}

/** Opens a backbone for use. Needs a started backend. @throws AppError('model') */
export async function openBackbone(
  id: string,
  name: string,
  read: ReadBackbone,
): Promise<Backbone> {
  return id === EMBEDDED_BACKBONE
    ? loadEmbeddedBackbone()
    : openStored(id, await read(id, name));
}

/** Reads files that are offered as a backbone. @throws AppError('model') naming the rule that is broken. */
export async function inspectBackbone(
  files: BackboneFiles,
  format: BackboneFacts["format"],
): Promise<BackboneInspection> {
  const model = await loadModel(files);
  try {
    const { side, layout } = pictureInput(model.inputs);
    const outputs = featureOutputs(model.outputs);
    return {
      format,
      side,
      layout,
      outputs: outputs.map(({ name, dims }) => ({ name, dims })),
      output: model.bestOutput ?? outputs[0]?.name ?? "",
      bytes: Object.values(files).reduce((sum, { length }) => sum + length, 0),
    };
  } finally {
    model.dispose();
  }
}
