/** Real data sets of objects, the format that each is of, and what it holds, counted from the raw files. */
import type { SourceFile } from "#labeling/contract.ts";
import {
  filesIn,
  filesOfZip,
  rawText,
  rawTexts,
} from "./support/data-folder.ts";
import {
  coco,
  labelMe,
  matches,
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
