/** Datumaro's own examples of formats of objects, and what each holds, counted from the raw files. */
import type { DataSet } from "./detection-data.table.ts";
import { filesIn, rawText, rawTexts } from "./support/data-folder.ts";
import {
  ade20k,
  coco,
  matches,
  unique,
  voc,
  yolo,
  type Counts,
} from "./support/raw-counts.ts";

const SHAPES = /<(?:box|polygon|points|polyline) [^>]*label="([^"]+)"/g;

const assets = "datumaro_assets";
const names10 = Array.from({ length: 10 }, (_, n) => `label_${String(n)}`);
const none = (samples: number): Counts => ({ samples, objects: 0, labels: [] });

const COCO_RULES: Readonly<Record<string, string>> = {
  coco_instances: "coco.rle",
  coco_roboflow: "coco.rle",
  coco_panoptic: "coco.panoptic",
  coco_labels: "coco.bbox",
};

export const datumaroSets: readonly DataSet[] = [
  ...["coco_instances", "coco_roboflow", "coco_panoptic", "coco_labels"].map(
    (name): DataSet => ({
      name: `datumaro ${name}`,
      // The last has labels of whole pictures only, which are no objects.
      rules: [COCO_RULES[name] ?? ""],
      files: () =>
        filesIn(`${assets}/coco_dataset/${name}`).filter(
          ({ path }) => !/panoptic_\w+\/.*png$/.test(path),
        ),
      format: "COCO",
      counts: () =>
        coco(2, rawTexts(`${assets}/coco_dataset/${name}`, ".json")),
    }),
  ),
  ...["voc_dataset1", "voc_dataset2", "voc_dataset3"].map((name): DataSet => ({
    name: `datumaro ${name}`,
    rules: name === "voc_dataset2" ? ["picture.missing"] : [],
    files: () =>
      filesIn(`${assets}/voc_dataset/${name}`).filter(
        ({ path }) => !/Segmentation\w+\//.test(path),
      ),
    format: "MA_PASCAL_VOC_V1",
    counts: () =>
      // The second has label files, but no pictures.
      name === "voc_dataset2"
        ? none(0)
        : voc(
            name === "voc_dataset1" ? 2 : 1,
            rawTexts(`${assets}/voc_dataset/${name}`, ".xml"),
          ),
  })),
  ...["annotations", "labels", "strict"].map((name): DataSet => ({
    name: `datumaro yolo ${name}`,
    files: () => filesIn(`${assets}/yolo_dataset/${name}`),
    format: "YOLO",
    counts: () =>
      yolo(
        name === "labels" ? 2 : 1,
        rawTexts(`${assets}/yolo_dataset/${name}`, "1.txt"),
        names10,
      ),
  })),
  ...["export_project", "export_task"].map((name): DataSet => ({
    name: `datumaro cvat ${name}`,
    // Points and lines of several parts; two shapes of the task have no label.
    rules:
      name === "export_task" ? ["cvat.label", "cvat.shape"] : ["cvat.shape"],
    files: () => filesIn(`${assets}/cvat_dataset/for_images/${name}`),
    format: "CVAT_IMAGES",
    counts: () => {
      const labels = rawTexts(
        `${assets}/cvat_dataset/for_images/${name}`,
        ".xml",
      ).flatMap((text) => matches(text, SHAPES));
      return {
        samples: name === "export_project" ? 6 : 2,
        objects: labels.length,
        labels: unique(labels),
      };
    },
  })),
  {
    name: "datumaro cvat for_video",
    files: () => filesIn(`${assets}/cvat_dataset/for_video`),
    format: "CVAT_IMAGES",
    counts: () => {
      const text = rawText(`${assets}/cvat_dataset/for_video/annotations.xml`);
      const labels = matches(text, /<track id="\d+" label="([^"]+)"/g);
      return {
        samples: 3,
        objects: matches(text, /(outside="0")/g).length,
        labels: unique(labels),
      };
    },
    rules: ["cvat.shape"],
  },
  {
    name: "datumaro kitti_detection",
    files: () => filesIn(`${assets}/kitti_dataset/kitti_detection`),
    format: "KITTI",
    counts: () => {
      const lines = rawTexts(`${assets}/kitti_dataset/kitti_detection`, ".txt")
        .join("")
        .trim()
        .split("\n");
      return {
        samples: 2,
        objects: lines.length,
        labels: unique(lines.map((line) => line.split(" ")[0] ?? "")),
      };
    },
  },
  {
    name: "datumaro widerface_dataset",
    files: () => filesIn(`${assets}/widerface_dataset`),
    format: "WIDER_FACE",
    counts: () => ({
      samples: 3,
      objects: rawTexts(`${assets}/widerface_dataset`, "_gt.txt").flatMap(
        (text) => text.match(/^\d+( \d+){9}/gm) ?? [],
      ).length,
      labels: ["face"],
    }),
  },
  {
    name: "datumaro mot_dataset",
    // The second sequence has no pictures.
    rules: ["picture.missing"],
    files: () => filesIn(`${assets}/mot_dataset`),
    format: "MOT",
    counts: () => {
      const text = rawText(`${assets}/mot_dataset/mot_seq/gt/gt.txt`);
      const names = rawText(`${assets}/mot_dataset/mot_seq/gt/labels.txt`);
      const rows = text.trim().split("\n");
      return {
        samples: 1,
        objects: rows.length,
        labels: unique(
          rows.map(
            (row) => names.split("\n")[Number(row.split(",")[7]) - 1] ?? "",
          ),
        ),
      };
    },
  },
  {
    name: "datumaro icdar_dataset",
    files: () => filesIn(`${assets}/icdar_dataset`),
    format: "ICDAR_TEXT",
    counts: () => ({
      samples: 2,
      objects: rawTexts(`${assets}/icdar_dataset`, ".txt").flatMap(
        (text) => text.match(/"\w+"/g) ?? [],
      ).length,
      labels: ["text"],
    }),
  },
  {
    name: "datumaro ade20k2020_dataset",
    files: () => filesIn(`${assets}/ade20k2020_dataset`),
    format: "ADE20K",
    counts: () => ade20k(rawTexts(`${assets}/ade20k2020_dataset`, ".json")),
    rules: ["shape.region"],
  },
  {
    name: "datumaro labelme_dataset",
    files: () =>
      filesIn(`${assets}/labelme_dataset`, ["Annotations", "Images"]),
    format: "LABELME",
    counts: () => {
      const [text = ""] = rawTexts(`${assets}/labelme_dataset`, ".xml");
      const labels = matches(text, /<object><name>(.*?)<\/name>/g);
      return { samples: 1, objects: labels.length, labels: unique(labels) };
    },
    rules: ["labelme.mask"],
  },
];
