/** A detector as files: `model.json` says how, `weights.bin` holds its numbers, `config.json` is the guide's. */
import { AppError } from "#core/errors.ts";
import type { ModelFiles } from "#core/model.ts";
import type { Looks } from "./detect.ts";
import type { DetectorWeights } from "./detector-net.ts";
import {
  decodeSections,
  encodeSections,
  type Section,
} from "./number-sections.ts";
import type { ModelMetrics } from "./picture-model.ts";

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
const config = (
  algorithm: string,
  labels: readonly string[],
  metrics: ModelMetrics,
): unknown => ({
  model_algorithm: algorithm,
  model_type: "TFJS",
  metrics,
  apis: [
    {
      url: "/",
      method: "POST",
      request: {
        "Content-type": "multipart/form-data",
        data: { type: "object", properties: { images: { type: "file" } } },
      },
      response: {
        "Content-type": "application/json",
        data: {
          type: "object",
          properties: {
            detection_classes: {
              type: "array",
              items: [{ type: "string", enum: labels }],
            },
            detection_boxes: {
              type: "array",
              items: [
                {
                  type: "array",
                  minItems: 4,
                  maxItems: 4,
                  items: [{ type: "number" }],
                },
              ],
            },
            detection_scores: { type: "array", items: [{ type: "number" }] },
          },
        },
      },
    },
  ],
});

const encoder = new TextEncoder();
const json = (value: unknown): Uint8Array =>
  encoder.encode(`${JSON.stringify(value, null, 1)}\n`);

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
      "config.json": json(config(algorithm, model.labels, metrics)),
      "label.json": json({ labels: model.labels }),
      "model.json": json({
        format: FORMAT,
        ...model,
        headWidth: weights.width,
        numbers: table,
      }),
      "weights.bin": bytes,
    },
  };
}

type Description = Omit<DetectorModel, "weights"> & {
  readonly format: string;
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
  const { format, headWidth, numbers, ...model } = JSON.parse(
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
      width: headWidth,
      deep: part("deep"),
      head: part("head"),
    },
  };
}
