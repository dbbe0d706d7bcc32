/** Areas in pictures: polygons with holes and parts, and masks. Source: data management 6.5, 7, 11.7. */
import type { RegionShape } from "#core/shape.ts";
import { defineLabelingType } from "#labeling/contract.ts";
import type { LabeledObjects } from "#labeling/objects/object.ts";
import { objectCodec } from "#labeling/objects/object-type.ts";
import { exporters, importers } from "./formats.ts";
import { segmentation } from "./kind.ts";

/** Its objects are regions; later ones lie on top where they overlap. */
export type SegmentedRegions = LabeledObjects<RegionShape>;

export default defineLabelingType<"image_segmentation", SegmentedRegions>({
  id: "image_segmentation",
  dataType: "image",
  manifestTypes: [segmentation.manifestType],
  hasLabelAttributes: true,
  importers,
  exporters,
  ...objectCodec(segmentation),
});
