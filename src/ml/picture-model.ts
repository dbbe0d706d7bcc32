/** A picture classifier as files: `model.json` says how, `weights.bin` holds its numbers, `config.json` is the guide's. */
import { AppError } from "#core/errors.ts";
import type { ModelFiles } from "#core/model.ts";
import { outdatedReason, type ModelAge } from "#core/outdated-model.ts";
import type { Member } from "./blend.ts";
import type { KernelHead } from "./kernel-head.ts";
import { listOf, type ModelMetrics } from "./model-config.ts";
import type { NamedNumbers } from "./number-sections.ts";
import { decodePackage, encodePackage } from "./picture-package.ts";
import type { FeatureRecipe } from "./picture-features.ts";
import type { SoftmaxHead } from "./softmax-head.ts";

const FORMAT = "gleaner-picture-classifier-2";

export interface PictureModel {
  /** Key of the feature extractor, name and version. */
  readonly backbone: string;
  /** Its name, for those who have to look for it. */
  readonly backboneName?: string;
  readonly recipe: FeatureRecipe;
  readonly labels: readonly string[];
  /** Of the members' blend. */
  readonly temperature: number;
  /** How the parts take part: `head`, then `kernel` where there is one. */
  readonly members: readonly Member[];
  readonly head: SoftmaxHead;
  readonly kernel: KernelHead | null;
}

/** Source: ExeML 4.3, image classification. */
const responseOf = (labels: readonly string[]) => ({
  predicted_label: { type: "string", enum: labels },
  scores: listOf({
    type: "array",
    minItems: 2,
    maxItems: 2,
    items: [{ type: "string" }, { type: "number" }],
  }),
});

/** The model's numbers; what is large and rounds well is kept in half precision. */
function numbersOf({
  head,
  kernel,
}: Pick<PictureModel, "head" | "kernel">): NamedNumbers[] {
  const exact = (name: string, values: Float32Array): NamedNumbers => ({
    name,
    values,
    precision: "float32",
  });
  const rounded = (name: string, values: Float32Array): NamedNumbers => ({
    name,
    values,
    precision: "float16",
  });
  return [
    exact("head.weights", head.weights),
    exact("head.bias", head.bias),
    ...(kernel
      ? [
          exact("kernel.mean", kernel.mean),
          exact("kernel.scale", kernel.scale),
          exact("kernel.weights", kernel.weights),
          rounded("kernel.landmarks", kernel.landmarks),
        ]
      : []),
  ];
}

/** @param algorithm `model_algorithm` of config.json. */
export const encodePictureModel = (
  { head, kernel, ...model }: PictureModel,
  algorithm: string,
  metrics: ModelMetrics,
): ModelFiles =>
  encodePackage({
    algorithm,
    metrics,
    response: responseOf(model.labels),
    labels: model.labels,
    format: FORMAT,
    model,
    numbers: numbersOf({ head, kernel }),
  });

type Description = Omit<PictureModel, "head" | "kernel"> & ModelAge;

/** @throws AppError('model') when files are missing, outdated, or do not fit together. */
export function decodePictureModel(files: ModelFiles): PictureModel {
  const { model, has, part } = decodePackage<Description>(files, FORMAT);
  const outdated = outdatedReason(model);
  if (outdated) throw new AppError("model", outdated);
  // Models that were not tuned may say so.
  const { tunedSides: _none, ...described } = model;
  const classes = described.labels.length;
  return {
    ...described,
    head: headOf(part("head.weights"), part("head.bias"), classes),
    kernel: has("kernel.landmarks") ? kernelOf(part, classes) : null,
  };
}

function headOf(
  weights: Float32Array,
  bias: Float32Array,
  classes: number,
): SoftmaxHead {
  const features = weights.length / classes;
  if (bias.length !== classes || !Number.isInteger(features) || features === 0)
    throw new AppError(
      "model",
      `The model's weights do not fit its ${String(classes)} labels`,
    );
  return { classes, features, weights, bias };
}

function kernelOf(
  part: (name: string) => Float32Array,
  classes: number,
): KernelHead {
  const [mean, landmarks] = [part("kernel.mean"), part("kernel.landmarks")];
  const [scale, weights] = [part("kernel.scale"), part("kernel.weights")];
  const features = mean.length;
  const count = landmarks.length / features;
  if (scale.length !== features || weights.length !== count * classes)
    throw new AppError(
      "model",
      `The model's weights do not fit its ${String(classes)} labels`,
    );
  return { classes, features, count, mean, scale, landmarks, weights };
}
