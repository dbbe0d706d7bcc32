/** All import and export formats of objects, in the order that people see them. */
import type { ExportFormat, ImportFormat } from "#labeling/contract.ts";
import { manifestTree } from "#labeling/export-formats.ts";
import { unlabeledFormat } from "#labeling/import-formats.ts";
import { isImage } from "#labeling/media-files.ts";
import { boxCsvExport } from "./formats/box-csv-export.ts";
import { boxCsvImport } from "./formats/box-csv.ts";
import { cocoExport } from "./formats/coco-export.ts";
import { cocoImport } from "./formats/coco.ts";
import { cvatExport } from "./formats/cvat-export.ts";
import { cvatImport } from "./formats/cvat.ts";
import { kittiImport } from "./formats/kitti.ts";
import { labelMeExport } from "./formats/labelme-export.ts";
import { labelMeImport } from "./formats/labelme.ts";
import { labelStudioExport } from "./formats/label-studio-export.ts";
import { labelStudioImport } from "./formats/label-studio.ts";
import { objectManifest } from "./formats/manifest.ts";
import { vocExport } from "./formats/voc-export.ts";
import { vocImport } from "./formats/voc.ts";
import { darknetExport, ultralyticsExports } from "./formats/yolo-export.ts";
import { darknetImport, ultralyticsImport } from "./formats/yolo.ts";
import type { DetectedObjects } from "./type.ts";

export const importers: readonly ImportFormat[] = [
  unlabeledFormat(isImage),
  vocImport,
  darknetImport,
  ultralyticsImport,
  cocoImport,
  labelMeImport,
  cvatImport,
  labelStudioImport,
  boxCsvImport,
  kittiImport,
  objectManifest,
];

export const exporters: readonly ExportFormat<DetectedObjects>[] = [
  vocExport,
  darknetExport,
  ...ultralyticsExports,
  cocoExport,
  labelMeExport,
  cvatExport,
  labelStudioExport,
  boxCsvExport,
  manifestTree,
];
