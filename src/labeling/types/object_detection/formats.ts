/** All import and export formats of objects, in the order that people see them. */
import type { ExportFormat, ImportFormat } from "#labeling/contract.ts";
import { manifestTree } from "#labeling/export-formats.ts";
import { unlabeledFormat } from "#labeling/import-formats.ts";
import { isImage } from "#labeling/media-files.ts";
import { ade20kImport } from "#labeling/objects/formats/ade20k.ts";
import { boxCsvExport } from "./formats/box-csv-export.ts";
import { boxCsvImport } from "./formats/box-csv.ts";
import { cocoExport } from "#labeling/objects/formats/coco-export.ts";
import { cocoImport } from "#labeling/objects/formats/coco.ts";
import { cvatExport } from "./formats/cvat-export.ts";
import { cvatImport } from "./formats/cvat.ts";
import { icdarImport } from "./formats/icdar.ts";
import { kittiImport } from "./formats/kitti.ts";
import { labelMeExport } from "#labeling/objects/formats/labelme-export.ts";
import { labelMeImport } from "#labeling/objects/formats/labelme.ts";
import { labelStudioExport } from "./formats/label-studio-export.ts";
import { labelStudioImport } from "./formats/label-studio.ts";
import { motImport } from "./formats/mot.ts";
import { objectManifest } from "#labeling/objects/formats/manifest.ts";
import { vocExport } from "./formats/voc-export.ts";
import { vocImport } from "#labeling/objects/formats/voc.ts";
import {
  darknetExport,
  ultralyticsExports,
} from "#labeling/objects/formats/yolo-export.ts";
import {
  darknetImport,
  ultralyticsImport,
} from "#labeling/objects/formats/yolo.ts";
import { widerFaceImport } from "./formats/wider-face.ts";
import { detection } from "./kind.ts";
import type { DetectedObjects } from "./type.ts";

export const importers: readonly ImportFormat[] = [
  unlabeledFormat(isImage),
  vocImport(detection, {
    id: "MA_PASCAL_VOC_V1",
    name: "ModelArts PASCAL VOC 1.0",
  }),
  darknetImport(detection),
  ultralyticsImport(detection),
  cocoImport(detection),
  labelMeImport(detection),
  cvatImport,
  labelStudioImport,
  boxCsvImport,
  kittiImport,
  widerFaceImport,
  motImport,
  icdarImport,
  ade20kImport(detection),
  objectManifest(detection),
];

export const exporters: readonly ExportFormat<DetectedObjects>[] = [
  vocExport,
  darknetExport,
  ...ultralyticsExports,
  cocoExport(["boxesOfCircles"]),
  labelMeExport([]),
  cvatExport,
  labelStudioExport,
  boxCsvExport,
  manifestTree,
];
