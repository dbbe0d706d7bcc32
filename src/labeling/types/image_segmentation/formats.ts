/** All import and export formats of regions, in the order that people see them. */
import type { ExportFormat, ImportFormat } from "#labeling/contract.ts";
import { manifestTree } from "#labeling/export-formats.ts";
import { unlabeledFormat } from "#labeling/import-formats.ts";
import { isImage } from "#labeling/media-files.ts";
import { ade20kImport } from "#labeling/objects/formats/ade20k.ts";
import { cocoExport } from "#labeling/objects/formats/coco-export.ts";
import { cocoImport } from "#labeling/objects/formats/coco.ts";
import { labelMeExport } from "#labeling/objects/formats/labelme-export.ts";
import { labelMeImport } from "#labeling/objects/formats/labelme.ts";
import { objectManifest } from "#labeling/objects/formats/manifest.ts";
import { vocImport } from "#labeling/objects/formats/voc.ts";
import { ultralyticsRegions } from "#labeling/objects/formats/yolo-export.ts";
import { ultralyticsImport } from "#labeling/objects/formats/yolo.ts";
import { modelArtsExport } from "./formats/modelarts-export.ts";
import { panopticImport } from "./formats/panoptic.ts";
import { pngExport } from "./formats/png-export.ts";
import { pngImport } from "./formats/png-masks.ts";
import { segmentation } from "./kind.ts";
import type { SegmentedRegions } from "./type.ts";

export const importers: readonly ImportFormat[] = [
  unlabeledFormat(isImage),
  vocImport(segmentation, {
    id: "MA_IMAGE_SEGMENTATION_V1",
    name: "ModelArts image segmentation 1.0",
  }),
  cocoImport(segmentation),
  panopticImport,
  ultralyticsImport(segmentation),
  labelMeImport(segmentation),
  pngImport,
  ade20kImport(segmentation),
  objectManifest(segmentation),
];

export const exporters: readonly ExportFormat<SegmentedRegions>[] = [
  modelArtsExport,
  pngExport,
  cocoExport(["masksOfHoles"]),
  ultralyticsRegions,
  labelMeExport(
    ["masksOfHoles"],
    async () => (await import("#formats/png-values.ts")).maskToBase64,
  ),
  manifestTree,
];
