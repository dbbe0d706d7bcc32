/** A detector as files: `model.json` says how, `weights.bin` holds its numbers, `config.json` is the guide's. */
import { AppError } from "#core/errors.ts";
import type { ModelFiles } from "#core/model.ts";
import type { Looks } from "./detect.ts";
import type { Cell, DetectorWeights } from "./detector-net.ts";
import {
  jsonFile,
  listOf,
  type ModelMetrics,
  modelConfig,
  pictureRequest,
} from "./model-config.ts";
import {
  decodeSections,
  encodeSections,
  type Section,
} from "./number-sections.ts";

const FORMAT = "gleaner-detector-1";

export interface DetectorModel {
  /** Key of the feature extractor, name and version. */
  readonly backbone: string;
  /** Its name, for those who have to look for it. */
  readonly backboneName: string;
  readonly labels: readonly string[];
  /** How pictures are looked at: their longer sides scaled to the levels, grey where they end. */
  readonly looks: Looks;
  /** The score below which objects are left out, 0-1. */
  readonly threshold: number;
  readonly weights: DetectorWeights;
}

/** Source: ExeML 4.3 and 4.5, object detection. */
const responseOf = (labels: readonly string[]) => ({
  detection_classes: listOf({ type: "string", enum: labels }),
  detection_boxes: listOf({
    type: "array",
    minItems: 4,
    maxItems: 4,
    items: [{ type: "number" }],
  }),
  detection_scores: listOf({ type: "number" }),
});

/** @param algorithm `model_algorithm` of config.json. */
export function encodeDetectorModel(
  { weights, ...model }: DetectorModel,
  algorithm: string,
  metrics: ModelMetrics,
): ModelFiles {
  const { table, bytes } = encodeSections([
    { name: "deep", values: weights.deep, precision: "float16" },
    { name: "head", values: weights.head, precision: "float16" },
  ]);
  return {
    files: {
      "config.json": jsonFile(
        modelConfig(
          { algorithm, type: "TFJS", metrics },
          pictureRequest,
          responseOf(model.labels),
        ),
      ),
      "label.json": jsonFile({ labels: model.labels }),
      "model.json": jsonFile({
        format: FORMAT,
        ...model,
        cell: weights.cell,
        headWidth: weights.width,
        numbers: table,
      }),
      "weights.bin": bytes,
    },
  };
}

type Description = Omit<DetectorModel, "weights"> & {
  readonly format: string;
  readonly cell: Cell;
  readonly headWidth: number;
  readonly numbers: readonly Section[];
};

/** @throws AppError('model') when files are missing or do not fit together. */
export function decodeDetectorModel({ files }: ModelFiles): DetectorModel {
  const [text, bytes] = [files["model.json"], files["weights.bin"]];
  if (!text || !bytes)
    throw new AppError(
      "model",
      "The model lacks `model.json` or `weights.bin`",
    );
  const { format, cell, headWidth, numbers, ...model } = JSON.parse(
    new TextDecoder().decode(text),
  ) as Description;
  if (format !== FORMAT)
    throw new AppError(
      "model",
      `\`format\` of the model must be ${FORMAT}, but is ${format}`,
      { value: format },
    );
  const sections = decodeSections(numbers, bytes);
  const part = (name: string): Float32Array =>
    Float32Array.from(sections.get(name) ?? []);
  return {
    ...model,
    weights: {
      labels: model.labels.length,
      cell,
      width: headWidth,
      deep: part("deep"),
      head: part("head"),
    },
  };
}
