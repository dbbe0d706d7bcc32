/**
 * Real data sets, read by the format that the content speaks for. What each holds is counted here
 * from the raw files, by nothing but patterns.
 */
import { describe, expect, it } from "vitest";
import type { SourceFile } from "#labeling/contract.ts";
import imageClassification from "#labeling/types/image_classification/type.ts";
import objectDetection from "#labeling/types/object_detection/type.ts";
import {
  filesIn,
  filesOfZip,
  hasData,
  importedFrom,
  rawText,
  rawTexts,
} from "./support/data-folder.ts";

interface Counts {
  readonly samples: number;
  readonly objects: number;
  readonly labels: readonly string[];
}

interface DataSet {
  readonly name: string;
  readonly files: () => SourceFile[] | Promise<SourceFile[]>;
  /** Of the format that must win among all. */
  readonly format: string;
  readonly counts: () => Counts | Promise<Counts>;
  /** Rules of all problems, each once. */
  readonly rules?: readonly string[];
}

const unique = (names: readonly string[]): string[] =>
  [...new Set(names)].sort();

const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, group = ""]) => group);

const pictures = (files: readonly SourceFile[]): number =>
  files.filter(({ path }) => /\.(jpe?g|png)$/i.test(path)).length;

const voc = (samples: number, texts: readonly string[]): Counts => {
  // Parts of an object have names and boxes too.
  const all = texts.join("").replace(/<part>[^]*?<\/part>/g, "");
  return {
    samples,
    objects: matches(all, /(<object>)/g).length,
    labels: unique(matches(all, /<object>\s*<name>(.*?)<\/name>/g)),
  };
};

interface RawCoco {
  categories: { id: number; name: string }[];
  annotations: {
    category_id: number;
    bbox?: unknown;
    segments_info?: { category_id: number }[];
  }[];
}

const coco = (samples: number, texts: readonly string[]): Counts => {
  const found = texts.flatMap((text) => {
    const { categories, annotations } = JSON.parse(text) as RawCoco;
    return annotations
      .flatMap(
        ({ segments_info: segments, ...one }) =>
          segments ?? (one.bbox ? [one] : []),
      )
      .map(
        ({ category_id: id }) =>
          categories.find((one) => one.id === id)?.name ?? "",
      );
  });
  return { samples, objects: found.length, labels: unique(found) };
};

const yolo = (
  samples: number,
  texts: readonly string[],
  names: readonly string[],
): Counts => {
  const lines = texts
    .flatMap((text) => text.split("\n"))
    .filter((line) => line.trim());
  return {
    samples,
    objects: lines.length,
    labels: unique(
      lines.map((line) => names[Number(line.split(" ")[0])] ?? ""),
    ),
  };
};

/** `  3: name` lines of a YAML file, which here hold nothing else of that form. */
const yamlNames = (text: string): string[] => {
  const names: string[] = [];
  for (const [, index, name] of text.matchAll(/^\s+(\d+): (.*?)\s*$/gm))
    names[Number(index)] = name ?? "";
  return names;
};

const labelMe = (samples: number, texts: readonly string[]): Counts => {
  const labels = texts.flatMap((text) =>
    (JSON.parse(text) as { shapes: { label: string }[] }).shapes.map(
      ({ label }) => label,
    ),
  );
  return { samples, objects: labels.length, labels: unique(labels) };
};

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

const sets: readonly DataSet[] = [
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
    rules: ["picture.none"],
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
  {
    name: "labelme_examples, boxes",
    files: () => filesIn("labelme_examples", ["bbox_detection/data_annotated"]),
    format: "LABELME",
    counts: () =>
      labelMe(3, rawTexts("labelme_examples/bbox_detection", ".json")),
  },
  {
    name: "labelme_examples, boxes as VOC",
    files: () =>
      filesIn("labelme_examples", ["bbox_detection/data_dataset_voc"]),
    format: "MA_PASCAL_VOC_V1",
    counts: () => voc(3, rawTexts("labelme_examples/bbox_detection", ".xml")),
  },
  {
    name: "labelme_examples, polygons",
    files: () =>
      filesIn("labelme_examples", ["instance_segmentation/data_annotated"]),
    format: "LABELME",
    counts: () =>
      labelMe(
        3,
        rawTexts(
          "labelme_examples/instance_segmentation/data_annotated",
          ".json",
        ),
      ),
    rules: ["box.outside"],
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
    name: "labelme_examples, kinds of shapes",
    files: () => filesIn("labelme_examples", ["primitives"]),
    format: "LABELME",
    counts: () => labelMe(1, rawTexts("labelme_examples/primitives", ".json")),
    rules: ["labelme.shape_type"],
  },
  {
    name: "labelme_examples, whole pictures",
    files: () => filesIn("labelme_examples", ["classification"]),
    format: "LABELME",
    counts: () => none(2),
    rules: ["labelme.flags", "picture.none"],
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
    name: "raccoon_voc.zip",
    files: () => filesOfZip("raccoon_voc.zip"),
    format: "MA_PASCAL_VOC_V1",
    counts: async () => {
      const files = await filesOfZip("raccoon_voc.zip");
      const texts = files
        .filter(({ path }) => path.endsWith(".xml"))
        .map((file) => file.text());
      return voc(pictures(files), await Promise.all(texts));
    },
  },
  {
    name: "facemask_coco.zip",
    files: () => filesOfZip("facemask_coco.zip"),
    format: "COCO",
    counts: async () => {
      const files = await filesOfZip("facemask_coco.zip");
      const texts = files
        .filter(({ path }) => path.endsWith(".json"))
        .map((file) => file.text());
      return coco(pictures(files), await Promise.all(texts));
    },
  },
  {
    name: "coco_yolo.zip",
    files: () => filesOfZip("coco_yolo.zip"),
    format: "YOLO_ULTRALYTICS",
    counts: async () => {
      const files = await filesOfZip("coco_yolo.zip");
      const texts = await Promise.all(
        files
          .filter(({ path }) => path.endsWith(".txt"))
          .map((file) => file.text()),
      );
      const yaml = await files
        .find(({ path }) => path.endsWith(".yaml"))
        ?.text();
      return yolo(pictures(files), texts, yamlNames(yaml ?? ""));
    },
  },
  {
    name: "flowers5_class_folders.zip",
    files: () => filesOfZip("flowers5_class_folders.zip"),
    format: "MA_IMAGENET_V1",
    counts: async () =>
      none(pictures(await filesOfZip("flowers5_class_folders.zip"))),
  },
];

const formats = [
  ...imageClassification.importers,
  ...objectDetection.importers,
];

describe.skipIf(!hasData)("data sets of objects (test data at hand)", () => {
  it.each(sets)(
    "$name",
    async ({ files: read, format, counts, rules = [] }) => {
      const files = await read();
      const scores = await Promise.all(
        formats.map(async (one) => ({
          id: one.id,
          score: await one.detect(files),
        })),
      );
      scores.sort((a, b) => b.score - a.score);
      expect(scores[0]?.id, JSON.stringify(scores)).toBe(format);
      const importer =
        objectDetection.importers.find(({ id }) => id === format) ??
        objectDetection.importers.find(({ id }) => id === "unlabeled");
      if (!importer) throw new Error("There is no importer");
      const { samples, problems } = await importedFrom(
        objectDetection,
        importer,
        files,
      );
      const found = samples.flatMap(({ annotation }) => annotation.objects);
      expect({
        samples: samples.length,
        objects: found.length,
        labels: unique(found.map(({ label }) => label)),
        rules: unique(problems.map(({ rule }) => rule)),
      }).toEqual({ ...(await counts()), rules });
    },
  );
});
