/** What an import of objects tells: of turned photos, of the split, of pictures without labels, and how long it takes. */
import { describe, expect, it } from "vitest";
import type { LabelId } from "#core/ids.ts";
import type { SourceFile } from "#labeling/contract.ts";
import objectDetection from "#labeling/types/object_detection/type.ts";
import { sourceFile } from "./support/exported-files.ts";
import { box } from "./support/plain-shapes.ts";

const files = (tree: Readonly<Record<string, string>>): SourceFile[] =>
  Object.entries(tree).map(([path, text]) =>
    sourceFile(path, new Blob([text])),
  );

const formatOf = (id: string) => {
  const format = objectDetection.importers.find((one) => one.id === id);
  if (!format) throw new Error(`There is no ${id}`);
  return format;
};

/** @param size pixels of every picture as it is shown. */
async function read(
  id: string,
  tree: Readonly<Record<string, string>>,
  size: { width: number | null; height: number | null } = {
    width: 100,
    height: 50,
  },
) {
  const problems: { rule: string; file: string; value?: string | undefined }[] =
    [];
  const found: Record<string, unknown> = {};
  /** Pictures of which the label files say that they show no object. */
  const nones: string[] = [];
  const usages: Record<string, unknown> = {};
  const report = ({
    rule,
    file,
    value,
  }: {
    rule: string;
    file: string;
    value?: string;
  }) => void problems.push({ rule, file, value });
  for await (const sample of formatOf(id).read(files(tree), report)) {
    const { objects, isNone } = await objectDetection.decode(
      sample.annotations,
      {
        names: { nameOf: (name) => name, idOf: (name) => name as LabelId },
        sample: { path: sample.path, ...size },
        readSideFile: async () => null,
        report: (problem) => report({ ...problem, file: sample.path }),
      },
    );
    found[sample.path] = objects.map(({ label, shape }) => [label, shape]);
    if (isNone) nones.push(sample.path);
    usages[sample.path] = sample.usage;
  }
  return { found, nones, usages, problems };
}

const voc = (width: number, height: number, name = "1.jpg"): string =>
  `<annotation><filename>${name}</filename><size><width>${String(width)}</width><height>${String(height)}</height><depth>3</depth></size><object><name>cat</name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>30</xmax><ymax>40</ymax></bndbox></object></annotation>`;

const cat = [["cat", box(1, 2, 30, 40)]];

it("PASCAL VOC's lists of parts mean its photos, not the masks of the same names", async () => {
  const { usages } = await read("MA_PASCAL_VOC_V1", {
    "VOC/Annotations/1.xml": voc(100, 50),
    "VOC/ImageSets/Main/val.txt": "1\n",
    "VOC/JPEGImages/1.jpg": "",
    "VOC/SegmentationClass/1.png": "",
    "VOC/SegmentationObject/1.png": "",
  });
  expect(usages).toEqual({
    "VOC/JPEGImages/1.jpg": "EVAL",
    "VOC/SegmentationClass/1.png": null,
    "VOC/SegmentationObject/1.png": null,
  });
});

describe("places in a picture", () => {
  it("are pixels of the picture as it is shown; labels of an unturned photo are told", async () => {
    const shown = { width: 50, height: 100 };
    const tree = { "1.jpg": "", "1.xml": voc(100, 50) };
    expect(await read("MA_PASCAL_VOC_V1", tree, shown)).toMatchObject({
      found: { "1.jpg": cat },
      usages: { "1.jpg": null },
      problems: [{ rule: "size.turned", file: "1.jpg", value: "100 x 50" }],
    });
    const other = await read(
      "MA_PASCAL_VOC_V1",
      { ...tree, "1.xml": voc(60, 100) },
      shown,
    );
    expect(other.problems.map(({ rule }) => rule)).toEqual(["size.differs"]);
    const fine = await read(
      "MA_PASCAL_VOC_V1",
      { ...tree, "1.xml": voc(50, 100) },
      shown,
    );
    expect(fine.problems).toEqual([]);
  });

  it("as shares are taken of the shown sides", async () => {
    const tree = {
      "1.jpg": "",
      "1.txt": "0 0.5 0.5 0.5 0.5",
      "obj.names": "cat",
    };
    const { found } = await read("YOLO", tree, { width: 50, height: 100 });
    expect(found).toEqual({ "1.jpg": [["cat", box(12.5, 25, 37.5, 75)]] });
    const { problems } = await read("YOLO", tree, {
      width: null,
      height: null,
    });
    expect(problems.map(({ rule }) => rule)).toEqual(["size.unknown"]);
  });

  it("outside of it are kept and told, and so are boxes without area", async () => {
    const { found, problems } = await read("BOX_CSV", {
      "1.jpg": "",
      "a.csv":
        "image,xmin,ymin,xmax,ymax,label\n1.jpg,-5,0,10,10,cat\n1.jpg,90,40,101,51,dog\n1.jpg,3,3,3,9,cat\n1.jpg,0,0,100,50,cat",
    });
    expect(found).toEqual({
      "1.jpg": [
        ["cat", box(-5, 0, 10, 10)],
        ["dog", box(90, 40, 101, 51)],
        ["cat", box(3, 3, 3, 9)],
        ["cat", box(0, 0, 100, 50)],
      ],
    });
    expect(problems).toEqual([
      { rule: "box.outside", file: "1.jpg", value: "cat -5 0 10 10" },
      { rule: "box.outside", file: "1.jpg", value: "dog 90 40 101 51" },
      { rule: "box.empty", file: "1.jpg", value: "cat 3 3 3 9" },
    ]);
  });
});

describe("pictures", () => {
  it("without a label file differ from those whose file is empty", async () => {
    const { found, nones, problems } = await read("YOLO_ULTRALYTICS", {
      "d/data.yaml": "names: [cat]\ntrain: images/train\nval: images/val",
      "d/images/train/1.jpg": "",
      "d/images/train/2.jpg": "",
      "d/images/val/3.jpg": "",
      "d/labels/train/1.txt": "0 0.5 0.5 0.5 0.5",
      "d/labels/val/3.txt": "\n",
    });
    expect(
      Object.values(found).map((list) => (list as unknown[]).length),
    ).toEqual([1, 0, 0]);
    expect(nones).toEqual(["d/images/val/3.jpg"]);
    expect(problems).toEqual([]);
  });

  it.each([
    ["train: images/a\nval: images/b\ntest: c.txt", ["TRAIN", "EVAL", "TEST"]],
    ["train: [x/images/a/]\nval: ./images/b", ["TRAIN", "EVAL", null]],
    ["train: images\nval: images", [null, null, null]],
    ["train: images", [null, null, null]],
  ])("get their part from %j", async (parts, wanted) => {
    const { usages } = await read("YOLO_ULTRALYTICS", {
      "x/data.yaml": `names: [cat]\n${parts}`,
      "x/c.txt": "./images/c/3.jpg\n",
      "x/images/a/1.jpg": "",
      "x/images/b/2.jpg": "",
      "x/images/c/3.jpg": "",
      "x/labels/a/1.txt": "0 0.5 0.5 0.5 0.5",
    });
    expect(
      [1, 2, 3].map(
        (n) =>
          Object.entries(usages).find(([path]) =>
            path.endsWith(`${String(n)}.jpg`),
          )?.[1],
      ),
    ).toEqual(wanted);
  });

  it("of one name are told apart, or not guessed", async () => {
    const { found, problems } = await read("MA_PASCAL_VOC_V1", {
      "a/1.jpg": "",
      "a/1.png": "",
      "a/1.xml": voc(100, 50, "1.png"),
      "b/2.jpg": "",
      "b/2.xml": voc(100, 50, "renamed since.jpg"),
      "img/x/3.jpg": "",
      "img/y/3.jpg": "",
      "xml/3.xml": voc(100, 50, "3.jpg"),
      "xml/4.xml": voc(100, 50, "4.jpg"),
    });
    expect(found).toMatchObject({
      "a/1.png": cat,
      "a/1.jpg": [],
      "b/2.jpg": cat,
      "img/x/3.jpg": [],
      "img/y/3.jpg": [],
    });
    expect(problems.map(({ rule, file }) => [rule, file])).toEqual([
      ["picture.ambiguous", "xml/3.xml"],
      ["picture.missing", "xml/4.xml"],
    ]);
  });

  it("that two files label have the labels of the first", async () => {
    const { found, problems } = await read("LABELME", {
      "1.jpg": "",
      "1.json":
        '{"imagePath":"1.jpg","shapes":[{"label":"cat","shape_type":"rectangle","points":[[1,2],[30,40]]}]}',
      "copy of 1.json": '{"imagePath":"1.jpg","shapes":[]}',
    });
    expect(found).toEqual({ "1.jpg": cat });
    expect(problems.map(({ rule, file }) => [rule, file])).toEqual([
      ["picture.twice", "copy of 1.json"],
    ]);
  });

  it("come in when their label file is nonsense", async () => {
    for (const [id, name] of [
      ["MA_PASCAL_VOC_V1", "1.xml"],
      ["COCO", "1.json"],
      ["LABELME", "1.json"],
      ["CVAT_IMAGES", "1.xml"],
      ["LABEL_STUDIO", "1.json"],
      ["BOX_CSV", "1.csv"],
      ["YOLO", "1.txt"],
      ["YOLO_ULTRALYTICS", "data.yaml"],
      ["KITTI", "1.txt"],
    ] as const)
      for (const text of [
        "",
        "\0",
        "{",
        "[[[[",
        "<a",
        "<annotation>",
        "<annotations>",
        '{"shapes":[1],"imagePath":2}',
        'a,b\n"',
        "1 2 3 4 5 6 7",
        '[{"data":{},"annotations":[1]}]',
        '{"images":[1],"annotations":[[]],"file_name":1}',
      ])
        expect(
          Object.keys((await read(id, { "1.jpg": "", [name]: text })).found),
        ).toEqual(["1.jpg"]);
  });
});

it("100,000 boxes take seconds", { timeout: 60_000 }, async () => {
  const tree: Record<string, string> = {};
  const images = Array.from({ length: 10_000 }, (_, id) => ({
    id,
    file_name: `${String(id)}.jpg`,
    width: 100,
    height: 50,
  }));
  for (const { file_name: name } of images) tree[name] = "";
  const annotations = Array.from({ length: 100_000 }, (_, id) => ({
    id,
    image_id: id % 10_000,
    category_id: 1,
    bbox: [1, 2, 29, 38],
  }));
  tree["a.json"] = JSON.stringify({
    images,
    annotations,
    categories: [{ id: 1, name: "cat" }],
  });
  const begun = performance.now();
  const { found, problems } = await read("COCO", tree);
  expect(problems).toEqual([]);
  expect(Object.values(found).flat()).toHaveLength(100_000);
  expect(performance.now() - begun).toBeLessThan(20_000);
});
