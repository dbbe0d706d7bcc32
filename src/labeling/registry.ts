/** The labeling types: one line each. */
import type { DataType } from "#core/data-type.ts";
import { AppError } from "#core/errors.ts";
import type { LabelingType } from "./contract.ts";
import freeFormat from "./types/free_format/type.ts";
import imageClassification from "./types/image_classification/type.ts";
import imageSegmentation from "./types/image_segmentation/type.ts";
import namedEntity from "./types/named_entity/type.ts";
import objectDetection from "./types/object_detection/type.ts";
import soundClassification from "./types/sound_classification/type.ts";
import table from "./types/table/type.ts";
import textClassification from "./types/text_classification/type.ts";

/** What people can create datasets and labeling jobs of. */
export const labelingTypes = [
  imageClassification,
  objectDetection,
  imageSegmentation,
  soundClassification,
  textClassification,
  table,
  freeFormat,
] as const satisfies readonly LabelingType[];

/** Types whose annotations can be read and written, but that have no view yet: kept, not offered. */
export const plannedTypes = [
  namedEntity,
] as const satisfies readonly LabelingType[];

export type LabelingTypeId = (typeof labelingTypes)[number]["id"];

const all: readonly LabelingType[] = [...labelingTypes, ...plannedTypes];

/** @throws AppError('unsupported') for an id that no type has. */
export function labelingType(id: string): LabelingType {
  const type = all.find((candidate) => candidate.id === id);
  if (!type)
    throw new AppError("unsupported", `There is no labeling type ${id}`, {
      value: id,
    });
  return type;
}

/** Types that a dataset of this kind takes, in the registry's order. */
export function labelingTypesFor(dataType: DataType): readonly LabelingType[] {
  return labelingTypes.filter((type) => type.dataType === dataType);
}
