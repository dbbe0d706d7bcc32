/** Every format of objects out and in again: what is not listed as lost comes back. */
import { describe, expect, it } from "vitest";
import type { LabelId } from "#core/ids.ts";
import type { Usage } from "#core/labeling-job.ts";
import { plainObject, type PictureObject } from "#formats/picture-labels.ts";
import { boxOfShape } from "#formats/shape-box.ts";
import type { VocShape } from "#formats/voc-xml.ts";
import objectDetection, {
  type DetectedObjects,
} from "#labeling/types/object_detection/type.ts";
import { exportedFiles, names } from "./support/exported-files.ts";

const WIDTH = 641;
const HEIGHT = 479;

const shapes: Readonly<Record<string, VocShape>> = {
  box: { kind: "bndbox", xMin: 10.25, yMin: 20, xMax: 111.5, yMax: 78 },
  edge: { kind: "bndbox", xMin: 0, yMin: 0, xMax: WIDTH, yMax: HEIGHT },
  triangle: {
    kind: "polygon",
    points: [
      { x: 373, y: 264.125 },
      { x: 500, y: 198 },
      { x: 437, y: 76 },
    ],
  },
  kite: {
    kind: "polygon",
    points: [
      { x: 100, y: 50 },
      { x: 140, y: 90 },
      { x: 100, y: 170 },
      { x: 60, y: 90 },
    ],
  },
  circle: { kind: "circle", center: { x: 305, y: 170 }, radius: 99.5 },
  line: {
    kind: "line",
    from: { x: 133, y: 451 },
    to: { x: 229, y: 361 },
    isDashed: false,
  },
  dashes: {
    kind: "line",
    from: { x: 5, y: 6 },
    to: { x: 7, y: 9 },
    isDashed: true,
  },
  point: { kind: "point", point: { x: 600.5, y: 0.5 } },
};

/** The user's order, which is not the alphabet's; the last is used by nothing. */
const LABELS = [
  "zebra",
  "007",
  "no",
  `猫 & "dog", <b>'x'</b>`,
  "=1+1",
  "a: b #c",
  "'quoted",
  "1e3",
  "unused",
];

const object = (label: string, shape: string): PictureObject =>
  plainObject(label, shapes[shape] ?? fail());
const fail = (): never => {
  throw new Error("There is no such shape");
};

const marked: PictureObject = {
  ...object("007", "box"),
  pose: "Left & <up>",
  truncated: true,
  occluded: true,
  difficult: true,
  confidence: 0.25,
  hardCoefficient: 1,
  attributes: { "a & b": "spaced out", '"quoted"': "<item>", empty: "0" },
};

/** Path -> part and objects; null = nobody opened it. */
const pictures: Readonly<
  Record<string, readonly [Usage | null, readonly PictureObject[] | null]>
> = {
  "a/1.jpg": [
    "TRAIN",
    Object.keys(shapes).map((kind, n) => object(LABELS[n] ?? "", kind)),
  ],
  "a/1.png": ["TRAIN", [object("zebra", "kite")]],
  "b/1.jpg": [
    "EVAL",
    [marked, object("zebra", "edge"), object("zebra", "triangle")],
  ],
  "never/opened.jpg": ["TRAIN", null],
  "never/1.jpg": ["TEST", null],
  "images/with_underscore.jpg": ["TEST", [object("no", "box")]],
  "猫/写真 #1 (2)%20,x.jpg": ["EVAL", [object("zebra", "circle")]],
  "train.jpg": ["EVAL", [object("1e3", "box")]],
};

interface Expected {
  /** What becomes of an object; null = it is lost. */
  readonly object: (object: PictureObject) => PictureObject | null;
  readonly usage: (usage: Usage | null) => Usage | null;
  /** The classes come in the user's order, the unused one too. */
  readonly hasOrder: boolean;
}

const asBox = (one: PictureObject): PictureObject | null =>
  one.shape.kind === "point"
    ? null
    : { ...one, shape: { kind: "bndbox", ...boxOfShape(one.shape) } };

const bare = (one: PictureObject | null): PictureObject | null =>
  one && plainObject(one.name, one.shape);

const same = <T>(value: T): T => value;
const no = (): null => null;

/** An attribute says that a box was a dashed line. */
const keepsDashes = (
  one: PictureObject,
  box: PictureObject | null,
): PictureObject | null =>
  box && one.shape.kind === "line" && one.shape.isDashed
    ? { ...box, attributes: { ...box.attributes, line_style: "dashed" } }
    : box;

const expected: Readonly<Record<string, Expected>> = {
  manifest: { object: same, usage: same, hasOrder: false },
  MA_PASCAL_VOC_V1: { object: same, usage: no, hasOrder: false },
  LABELME: { object: same, usage: no, hasOrder: false },
  CVAT_IMAGES: { object: same, usage: same, hasOrder: true },
  LABEL_STUDIO: {
    object: (one) =>
      one.shape.kind === "line" ? keepsDashes(one, asBox(one)) : one,
    usage: no,
    hasOrder: true,
  },
  COCO: {
    object: (one) =>
      one.shape.kind === "polygon" ? one : keepsDashes(one, asBox(one)),
    usage: same,
    hasOrder: true,
  },
  BOX_CSV: { object: (one) => bare(asBox(one)), usage: no, hasOrder: false },
  YOLO: {
    object: (one) => bare(asBox(one)),
    usage: (usage) => (usage === "TEST" ? null : usage),
    hasOrder: true,
  },
  YOLO_ULTRALYTICS: {
    object: (one) => bare(asBox(one)),
    usage: same,
    hasOrder: true,
  },
  YOLO_SEGMENT: {
    object: (one) => bare(one.shape.kind === "polygon" ? one : asBox(one)),
    usage: same,
    hasOrder: true,
  },
  YOLO_OBB: {
    object: (one) =>
      bare(
        one.shape.kind === "polygon" && one.shape.points.length === 4
          ? one
          : asBox(one),
      ),
    usage: same,
    hasOrder: true,
  },
};

/** Numbers to a thousandth of a pixel: shares of the sides have nine places. */
const rounded = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, entry: unknown) =>
    typeof entry === "number" ? Math.round(entry * 1e3) / 1e3 + 0 : entry,
  ) as unknown;

/** A circle of a polygon format comes back as its corners: their box is the circle's. */
const boxed = (one: PictureObject): PictureObject =>
  one.shape.kind === "polygon" && one.shape.points.length === 32
    ? (asBox(one) ?? one)
    : one;

const annotationOf = (
  objects: readonly PictureObject[] | null,
): DetectedObjects => ({
  objects: (objects ?? []).map(({ name, ...rest }) => ({
    label: name as LabelId,
    ...rest,
  })),
  extra: {},
});

const toExport = Object.entries(pictures).map(([path, [usage, objects]]) => ({
  sample: { path, width: WIDTH, height: HEIGHT },
  annotation: annotationOf(objects),
  usage,
}));

describe.each(objectDetection.exporters)("$id", (exporter) => {
  const want = expected[exporter.id];
  const importer = objectDetection.importers.find(
    ({ id }) => id === (exporter.readAs ?? exporter.id),
  );
  if (!want || !importer) throw new Error(`No expectation for ${exporter.id}`);

  const round = async (samples = toExport) => {
    const files = await exportedFiles(
      objectDetection,
      exporter,
      samples,
      LABELS,
    );
    const rules: string[] = [];
    const classes: string[] = [];
    const found = [];
    for await (const sample of importer.read(
      files,
      ({ rule }) => rules.push(rule),
      (list) => classes.push(...list),
    )) {
      const { objects } = await objectDetection.decode(sample.annotations, {
        names,
        sample: { path: sample.path, width: WIDTH, height: HEIGHT },
        readSideFile: sample.readSideFile ?? (async () => null),
        report: ({ rule }) => rules.push(rule),
      });
      const own = objects.map(({ label, ...rest }) =>
        boxed({ name: label, ...rest }),
      );
      found.push({
        usage: sample.usage,
        objects: own,
      });
    }
    return { files, found, rules, classes };
  };

  const sorted = (
    list: readonly { objects: readonly unknown[]; usage: unknown }[],
  ) =>
    list
      .map(({ usage, objects }) => JSON.stringify(rounded({ usage, objects })))
      .sort()
      .map((text) => JSON.parse(text) as unknown);

  it("gives back pictures, opened or not, their part and their objects", async () => {
    const { found, rules } = await round();
    const wanted = Object.values(pictures).map(([usage, objects]) => ({
      usage: want.usage(usage),
      objects: (objects ?? []).flatMap((one) => want.object(one) ?? []),
    }));
    expect(sorted(found)).toEqual(sorted(wanted));
    expect(rules).toEqual([]);
  });

  it("wins against all other formats", async () => {
    const { files } = await round();
    const scores = await Promise.all(
      objectDetection.importers.map(async (one) => ({
        id: one.id,
        score: await one.detect(files),
      })),
    );
    scores.sort((a, b) => b.score - a.score);
    expect(scores[0]?.id).toBe(importer.id);
    expect(scores[1]?.score).toBeLessThan(scores[0]?.score ?? 0);
  });

  it("keeps the user's order of labels, or says that it does not", async () => {
    const { classes } = await round();
    if (want.hasOrder) expect([...new Set(classes)]).toEqual(LABELS);
    else expect(exporter.losses.join()).toMatch(/order of the labels/);
  });

  it("holds pictures without any label or part", async () => {
    const bare = toExport.map((one) => ({
      ...one,
      annotation: annotationOf(null),
      usage: null,
    }));
    const { found, rules, files } = await round(bare);
    expect(found.map(({ objects, usage }) => [objects, usage])).toEqual(
      bare.map(() => [[], null]),
    );
    expect(rules.filter((rule) => rule !== "yolo.names")).toEqual([]);
    expect(files.filter(({ path }) => /\.(jpg|png)$/.test(path))).toHaveLength(
      bare.length,
    );
  });

  it("is written with each path once", async () => {
    const { files } = await round();
    const paths = files.map(({ path }) => path.toLowerCase());
    expect(new Set(paths).size).toBe(paths.length);
  });
});
