/** A picture classifier as files: `model.json` says how, `weights.bin` holds the head, `config.json` is the guide's. */
import { AppError } from "#core/errors.ts";
import type { ModelFiles } from "#core/model.ts";
import type { FeatureRecipe } from "./picture-features.ts";
import type { SoftmaxHead } from "./softmax-head.ts";

const FORMAT = "gleaner-picture-classifier-1";

export interface PictureModel {
  /** Key of the feature extractor, name and version. */
  readonly backbone: string;
  /** Its name, for those who have to look for it. */
  readonly backboneName?: string;
  readonly recipe: FeatureRecipe;
  readonly labels: readonly string[];
  readonly temperature: number;
  readonly head: SoftmaxHead;
}

export interface ModelMetrics {
  readonly f1: number;
  readonly recall: number;
  readonly precision: number;
  readonly accuracy: number;
}

/** Source: ExeML 4.3, image classification. */
function config(
  algorithm: string,
  labels: readonly string[],
  metrics: ModelMetrics,
): unknown {
  return {
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
              predicted_label: { type: "string", enum: labels },
              scores: {
                type: "array",
                items: [
                  {
                    type: "array",
                    minItems: 2,
                    maxItems: 2,
                    items: [{ type: "string" }, { type: "number" }],
                  },
                ],
              },
            },
          },
        },
      },
    ],
  };
}

const encoder = new TextEncoder();
const json = (value: unknown): Uint8Array =>
  encoder.encode(`${JSON.stringify(value, null, 1)}\n`);

/** @param algorithm `model_algorithm` of config.json. */
export function encodePictureModel(
  { head, ...model }: PictureModel,
  algorithm: string,
  metrics: ModelMetrics,
): ModelFiles {
  const weights = new Float32Array(head.weights.length + head.bias.length);
  weights.set(head.weights);
  weights.set(head.bias, head.weights.length);
  return {
    files: {
      "config.json": json(config(algorithm, model.labels, metrics)),
      "label.json": json({ labels: model.labels }),
      "model.json": json({
        format: FORMAT,
        ...model,
        head: { classes: head.classes, features: head.features },
      }),
      "weights.bin": new Uint8Array(weights.buffer),
    },
  };
}

type Description = Omit<PictureModel, "head"> & {
  readonly format: string;
  readonly head: { readonly classes: number; readonly features: number };
};

/** @throws AppError('model') when files are missing or do not fit together. */
export function decodePictureModel({ files }: ModelFiles): PictureModel {
  const [text, bytes] = [files["model.json"], files["weights.bin"]];
  if (!text || !bytes)
    throw new AppError(
      "model",
      "The model lacks `model.json` or `weights.bin`",
    );
  const { format, head, ...model } = JSON.parse(
    new TextDecoder().decode(text),
  ) as Description;
  if (format !== FORMAT)
    throw new AppError(
      "model",
      `\`format\` of the model must be ${FORMAT}, but is ${format}`,
      { value: format },
    );
  const { classes, features } = head;
  const values = new Float32Array(bytes.slice().buffer);
  if (
    values.length !== classes * features + classes ||
    model.labels.length !== classes
  ) {
    throw new AppError(
      "model",
      `The model's weights must hold ${String(classes * features + classes)} numbers, but hold ${String(values.length)}`,
    );
  }
  return {
    ...model,
    head: {
      classes,
      features,
      weights: values.slice(0, classes * features),
      bias: values.slice(classes * features),
    },
  };
}
