/** Models of pictures and sounds as files: `model.json` says how, `weights.bin` holds the numbers, the others are the guide's. */
import { AppError } from "#core/errors.ts";
import type { ModelFiles } from "#core/model.ts";
import {
  jsonFile,
  type ModelMetrics,
  modelConfig,
  pictureRequest,
} from "./model-config.ts";
import { modelJson } from "./model-json.ts";
import {
  decodeSections,
  encodeSections,
  type NamedNumbers,
  type Section,
} from "./number-sections.ts";

export interface PicturePackage {
  /** `model_algorithm` of config.json. */
  readonly algorithm: string;
  readonly metrics: ModelMetrics;
  /** `model_type` of config.json, TFJS unless it says otherwise. */
  readonly type?: string;
  /** JSON schema of a call: a picture unless it says otherwise. */
  readonly request?: unknown;
  /** JSON schemas of the fields of an answer. */
  readonly response: Readonly<Record<string, unknown>>;
  readonly labels: readonly string[];
  /** Name and version of the form of `model`. */
  readonly format: string;
  /** What `model.json` says beside its format and the table of the numbers. */
  readonly model: object;
  readonly numbers: readonly NamedNumbers[];
}

export function encodePackage({
  algorithm,
  metrics,
  type = "TFJS",
  request = pictureRequest,
  response,
  labels,
  format,
  model,
  numbers,
}: PicturePackage): ModelFiles {
  const { table, bytes } = encodeSections(numbers);
  return {
    files: {
      "config.json": jsonFile(
        modelConfig({ algorithm, type, metrics }, request, response),
      ),
      "label.json": jsonFile({ labels }),
      "model.json": jsonFile({ format, ...model, numbers: table }),
      "weights.bin": bytes,
    },
  };
}

interface Head {
  readonly format: string;
  readonly numbers: readonly Section[];
}

/**
 * @param wanted the format that the model must have.
 * @returns what `model.json` says, and the numbers by their names.
 * @throws AppError('model') when files are missing or of another kind.
 */
export function decodePackage<M>(
  { files }: ModelFiles,
  wanted: string,
): {
  readonly model: M;
  readonly has: (name: string) => boolean;
  /** Empty when there is none. */
  readonly part: (name: string) => Float32Array<ArrayBuffer>;
} {
  const [text, bytes] = [files["model.json"], files["weights.bin"]];
  if (!text || !bytes)
    throw new AppError(
      "model",
      "The model lacks `model.json` or `weights.bin`",
    );
  const { format, numbers, ...model } = modelJson(text, "model.json") as Head;
  if (format !== wanted)
    throw new AppError(
      "model",
      `\`format\` of the model must be ${wanted}, but is ${format}`,
      { value: format },
    );
  const sections = decodeSections(numbers, bytes);
  return {
    model: model as M,
    has: (name) => sections.has(name),
    part: (name) => Float32Array.from(sections.get(name) ?? []),
  };
}
