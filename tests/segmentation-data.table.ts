/** Real data sets of regions, the format that each is of, and what it holds, counted from the raw files. */
import type { SourceFile } from "#labeling/contract.ts";
import { filesIn, rawText, rawTexts } from "./support/data-folder.ts";
import { pngCounts } from "./support/png-counts.ts";
import {
  ade20k,
  coco,
  type Counts,
  labelMe,
  matches,
  unique,
  yamlNames,
  yolo,
} from "./support/raw-counts.ts";

export interface DataSet {
  readonly name: string;
  readonly files: () => SourceFile[];
  /** Of the format that must win among all of this labeling type. */
  readonly format: string;
  readonly counts: () => Counts;
  /** Rules of all problems, each once. */
  readonly rules?: readonly string[];
}

const assets = "datumaro_assets";
const seg = "labelme_examples/instance_segmentation";

/** The first of PASCAL VOC's color map, RGB. Source: VOC2012 development kit, VOClabelcolormap. */
const VOC_COLORS: Readonly<Record<number, string>> = {
  0x800000: "aeroplane",
  0x008000: "bicycle",
  0x808000: "bird",
  0x000080: "boat",
  0x800080: "bottle",
};

/** The index of each line of a list of names. */
const nameList = (path: string): string[] => rawText(path).trim().split("\n");

const hex = (value: number): string =>
  `#${value.toString(16).padStart(6, "0")}`;

export const sets: readonly DataSet[] = [
  {
    name: "em_membrane",
    files: () => filesIn("em_membrane"),
    format: "PNG_MASKS",
    counts: () =>
      pngCounts(15, "em_membrane/label", (value) =>
        value === 255 ? "object" : null,
      ),
  },
  {
    name: "coco_train26, classes",
    files: () => filesIn("coco_train26", ["images", "semantic_segmentation"]),
    format: "PNG_MASKS",
    counts: () => {
      const names = yamlNames(
        rawText("coco_train26/semantic_segmentation/config.yaml"),
      );
      return pngCounts(
        26,
        "coco_train26/semantic_segmentation/masks",
        (value) => (value === 0 ? null : (names[value] ?? null)),
      );
    },
  },
  ...["coco_train26", `${assets}/coco_dataset/coco_panoptic`].map(
    (set, i): DataSet => ({
      name: `${set}, panoptic`,
      files: () =>
        i === 0
          ? filesIn(set, ["images", "panoptic_segmentation"])
          : filesIn(set),
      format: "COCO_PANOPTIC",
      counts: () => coco(i === 0 ? 26 : 2, rawTexts(set, ".json")),
    }),
  ),
  {
    name: "coco_train26, polygons",
    files: () => filesIn("coco_train26", ["images", "instance_segmentation"]),
    format: "YOLO_ULTRALYTICS",
    counts: () =>
      yolo(
        26,
        rawTexts("coco_train26/instance_segmentation/labels", ".txt"),
        yamlNames(rawText("coco_train26/instance_segmentation/config.yaml")),
      ),
  },
  {
    name: "labelme_examples, polygons",
    files: () =>
      filesIn("labelme_examples", ["instance_segmentation/data_annotated"]),
    format: "LABELME",
    counts: () => {
      const texts = rawTexts(`${seg}/data_annotated`, ".json");
      // Polygons of one group and label are one region.
      const regions = texts.flatMap((text, file) =>
        (
          JSON.parse(text) as {
            shapes: { label: string; group_id: number | null }[];
          }
        ).shapes.map(({ label, group_id: group }, place) =>
          group === null
            ? `${String(file)} ${String(place)}`
            : `${String(file)} ${label} group ${String(group)}`,
        ),
      );
      return { ...labelMe(texts), objects: unique(regions).length };
    },
    rules: ["box.outside"],
  },
  {
    name: "labelme_examples, COCO",
    files: () =>
      filesIn("labelme_examples", ["instance_segmentation/data_dataset_coco"]),
    format: "COCO",
    counts: () => coco(3, rawTexts(`${seg}/data_dataset_coco`, ".json")),
    rules: ["box.outside"],
  },
  {
    name: "labelme_examples, PASCAL VOC's masks",
    files: () =>
      filesIn("labelme_examples", ["instance_segmentation/data_dataset_voc"]),
    format: "PNG_MASKS",
    counts: () => {
      const names = nameList(`${seg}/data_dataset_voc/class_names.txt`);
      const objects = pngCounts(
        3,
        `${seg}/data_dataset_voc/SegmentationObject`,
        (value) => (value === 0 || value === 255 ? null : "object"),
      );
      const { labels } = pngCounts(
        3,
        `${seg}/data_dataset_voc/SegmentationClass`,
        (value) =>
          value === 0 || value === 255 ? null : (names[value] ?? null),
      );
      return { ...objects, labels };
    },
  },
  {
    name: "camvid_dataset",
    files: () => filesIn(`${assets}/camvid_dataset`),
    format: "PNG_MASKS",
    counts: () =>
      pngCounts(4, `${assets}/camvid_dataset`, (value, path) =>
        !path.includes("annot") || value === 0 ? null : hex(value),
      ),
  },
  {
    name: "kitti_segmentation",
    files: () => filesIn(`${assets}/kitti_dataset/kitti_segmentation`),
    format: "PNG_MASKS",
    counts: () =>
      pngCounts(
        2,
        `${assets}/kitti_dataset/kitti_segmentation/training/instance`,
        (value) => String(value >> 8),
      ),
  },
  {
    name: "voc_dataset1",
    files: () => filesIn(`${assets}/voc_dataset/voc_dataset1`),
    format: "PNG_MASKS",
    counts: () => {
      const top = `${assets}/voc_dataset/voc_dataset1`;
      const some = (value: number): string | null =>
        value === 0 ? null : "object";
      return {
        ...pngCounts(2, `${top}/SegmentationObject`, some),
        labels: pngCounts(
          2,
          `${top}/SegmentationClass`,
          (value) => VOC_COLORS[value] ?? some(value),
        ).labels,
      };
    },
  },
  {
    name: "coco_instances",
    files: () => filesIn(`${assets}/coco_dataset/coco_instances`),
    format: "COCO",
    counts: () =>
      coco(2, rawTexts(`${assets}/coco_dataset/coco_instances`, ".json")),
    rules: ["region.box"],
  },
  {
    name: "ade20k2020_dataset",
    files: () => filesIn(`${assets}/ade20k2020_dataset`),
    format: "ADE20K",
    counts: () => ade20k(rawTexts(`${assets}/ade20k2020_dataset`, ".json")),
  },
  {
    name: "labelme_dataset",
    files: () =>
      filesIn(`${assets}/labelme_dataset`, ["Annotations", "Images"]),
    format: "LABELME",
    counts: () => {
      const text = rawText(
        `${assets}/labelme_dataset/Annotations/subset1/img1.xml`,
      );
      const labels = matches(text, /<object><name>(.*?)<\/name>/g);
      return { samples: 1, objects: labels.length, labels: unique(labels) };
    },
    rules: ["labelme.mask", "region.box"],
  },
];
