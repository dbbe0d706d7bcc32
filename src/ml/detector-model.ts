/** A detector as files: `model.json` says how, `weights.bin` holds its numbers, `config.json` is the guide's. */
import type { ModelFiles } from "#core/model.ts";
import type { Looks } from "./detect.ts";
import type { Cell, DetectorWeights } from "./detector-net.ts";
import { listOf, type ModelMetrics } from "./model-config.ts";
import { decodePackage, encodePackage } from "./picture-package.ts";

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
export const encodeDetectorModel = (
  { weights: { cell, width, deep, head }, ...model }: DetectorModel,
  algorithm: string,
  metrics: ModelMetrics,
): ModelFiles =>
  encodePackage({
    algorithm,
    metrics,
    response: responseOf(model.labels),
    labels: model.labels,
    format: FORMAT,
    model: { ...model, cell, headWidth: width },
    numbers: [
      { name: "deep", values: deep, precision: "float16" },
      { name: "head", values: head, precision: "float16" },
    ],
  });

type Description = Omit<DetectorModel, "weights"> & {
  readonly cell: Cell;
  readonly headWidth: number;
};

/** @throws AppError('model') when files are missing or of another kind. */
export function decodeDetectorModel(files: ModelFiles): DetectorModel {
  const { model, part } = decodePackage<Description>(files, FORMAT);
  const { cell, headWidth, ...described } = model;
  return {
    ...described,
    weights: {
      labels: described.labels.length,
      cell,
      width: headWidth,
      deep: part("deep"),
      head: part("head"),
    },
  };
}
