/** Objects in pictures, five shapes. Source: data management 7.2, 7.4, 11.6. */
import type { PlainShape } from "#core/shape.ts";
import { defineLabelingType } from "#labeling/contract.ts";
import type { LabeledObjects } from "#labeling/objects/object.ts";
import { objectCodec } from "#labeling/objects/object-type.ts";
import { exporters, importers } from "./formats.ts";
import { detection } from "./kind.ts";

export type DetectedObjects = LabeledObjects<PlainShape>;

export default defineLabelingType<"object_detection", DetectedObjects>({
  id: "object_detection",
  dataType: "image",
  manifestTypes: [detection.manifestType],
  hasLabelAttributes: true,
  importers,
  exporters,
  ...objectCodec(detection),
});
