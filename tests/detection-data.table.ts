/** Real data sets of objects, the format that each is of, and what it holds, counted from the raw files. */
import type { SourceFile } from "#labeling/contract.ts";
import { datumaroSets } from "./datumaro-detection.table.ts";
import {
  filesIn,
  filesOfZip,
  rawText,
  rawTexts,
} from "./support/data-folder.ts";
import {
  coco,
  labelMe,
  pictures,
  unique,
  voc,
  yamlNames,
  yolo,
  type Counts,
} from "./support/raw-counts.ts";

export interface DataSet {
  readonly name: string;
  readonly files: () => SourceFile[] | Promise<SourceFile[]>;
  /** Of the format that must win among all. */
  readonly format: string;
  readonly counts: () => Counts | Promise<Counts>;
  /** Rules of all problems, each once. */
  readonly rules?: readonly string[];
}

const none = (samples: number): Counts => ({ samples, objects: 0, labels: [] });

/** @param count of the pictures and the texts of all entries with a suffix. */
const zip = (
  name: string,
  format: string,
  count: (samples: number, textsOf: (suffix: string) => string[]) => Counts,
): DataSet => ({
  name,
  files: () => filesOfZip(name),
  format,
  counts: async () => {
    const files = await filesOfZip(name);
    const texts = await Promise.all(files.map((file) => file.text()));
    return count(pictures(files), (suffix) =>
      texts.filter((_, i) => files[i]?.path.endsWith(suffix)),
    );
  },
});

export const sets: readonly DataSet[] = [
  {
    name: "raccoon",
    files: () => filesIn("raccoon"),
    format: "MA_PASCAL_VOC_V1",
    counts: () => voc(200, rawTexts("raccoon/annotations", ".xml")),
  },
  {
    name: "raccoon, tables",
    files: () => filesIn("raccoon", ["data", "images"]),
    format: "BOX_CSV",
    counts: () => {
      const rows = rawText("raccoon/data/raccoon_labels.csv")
        .trim()
        .split("\n")
        .slice(1);
      return {
        samples: 200,
        objects: rows.length,
        labels: unique(rows.map((row) => row.split(",")[3] ?? "")),
      };
    },
    rules: ["picture.twice"],
  },
  {
    name: "facemask_coco",
    files: () => filesIn("facemask_coco"),
    format: "COCO",
    counts: () => coco(171, rawTexts("facemask_coco/annotations", ".json")),
  },
  {
    name: "coco_train26, boxes",
    files: () => filesIn("coco_train26", ["images", "object_detection"]),
    format: "YOLO_ULTRALYTICS",
    counts: () =>
      yolo(
        26,
        rawTexts("coco_train26/object_detection/labels", ".txt"),
        yamlNames(rawText("coco_train26/object_detection/config.yaml")),
      ),
  },
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
    name: "coco_train26, panoptic",
    files: () =>
      filesIn("coco_train26", ["images", "panoptic_segmentation"]).filter(
        ({ path }) => !path.endsWith(".png"),
      ),
    format: "COCO",
    counts: () =>
      coco(26, rawTexts("coco_train26/panoptic_segmentation", ".json")),
    rules: ["coco.panoptic"],
  },
  ...Object.entries({
    "bbox_detection/data_annotated": [],
    "instance_segmentation/data_annotated": ["box.outside"],
    primitives: ["labelme.shape_type"],
  }).map(([folder, rules]): DataSet => ({
    name: `labelme_examples, ${folder}`,
    files: () => filesIn("labelme_examples", [folder]),
    format: "LABELME",
    counts: () => labelMe(rawTexts(`labelme_examples/${folder}`, ".json")),
    rules,
  })),
  {
    name: "labelme_examples, boxes as VOC",
    files: () =>
      filesIn("labelme_examples", ["bbox_detection/data_dataset_voc"]),
    format: "MA_PASCAL_VOC_V1",
    counts: () => voc(3, rawTexts("labelme_examples/bbox_detection", ".xml")),
  },
  {
    name: "labelme_examples, polygons as COCO",
    files: () =>
      filesIn("labelme_examples", ["instance_segmentation/data_dataset_coco"]),
    format: "COCO",
    counts: () =>
      coco(
        3,
        rawTexts(
          "labelme_examples/instance_segmentation/data_dataset_coco",
          ".json",
        ),
      ),
    rules: ["box.outside", "coco.parts"],
  },
  {
    name: "labelme_examples, whole pictures",
    files: () => filesIn("labelme_examples", ["classification"]),
    format: "LABELME",
    counts: () => none(2),
    rules: ["labelme.flags"],
  },
  {
    name: "em_membrane",
    files: () => filesIn("em_membrane"),
    format: "MA_IMAGENET_V1",
    counts: () => none(30),
  },
  ...datumaroSets,
  zip("raccoon_voc.zip", "MA_PASCAL_VOC_V1", (samples, textsOf) =>
    voc(samples, textsOf(".xml")),
  ),
  zip("facemask_coco.zip", "COCO", (samples, textsOf) =>
    coco(samples, textsOf(".json")),
  ),
  zip("coco_yolo.zip", "YOLO_ULTRALYTICS", (samples, textsOf) =>
    yolo(samples, textsOf(".txt"), yamlNames(textsOf(".yaml").join(""))),
  ),
  zip("flowers5_class_folders.zip", "MA_IMAGENET_V1", none),
];
