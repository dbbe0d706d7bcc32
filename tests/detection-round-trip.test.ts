/** Every format of objects out and in again: what is not listed as lost comes back. */
import { describe, expect, it } from "vitest";
import type { LabelId } from "#core/ids.ts";
import type { Usage } from "#core/labeling-job.ts";
import { plainObject, type PictureObject } from "#formats/picture-labels.ts";
import { boxOfShape } from "#formats/shape-box.ts";
import objectDetection, {
  type DetectedObjects,
} from "#labeling/types/object_detection/type.ts";
import { losses, type Loss } from "#messages/en/losses.ts";
import { HEIGHT, LABELS, pictures, WIDTH } from "./support/drawn-pictures.ts";
import { exportedFiles, names } from "./support/exported-files.ts";

interface Expected {
  /** What becomes of an object; null = it is lost. */
  readonly object: (object: PictureObject) => PictureObject | null;
  readonly usage: (usage: Usage | null) => Usage | null;
  /** The classes come in the user's order, the unused one too. */
  readonly hasOrder: boolean;
  /** Pictures that show no object come back as pictures that nobody labeled. */
  readonly losesNone?: true;
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
  manifest: { object: same, usage: same, hasOrder: true },
  MA_PASCAL_VOC_V1: { object: same, usage: no, hasOrder: false },
  LABELME: { object: same, usage: no, hasOrder: false },
  CVAT_IMAGES: {
    losesNone: true,
    object: same,
    usage: same,
    hasOrder: true,
  },
  LABEL_STUDIO: {
    object: (one) =>
      one.shape.kind === "line" ? keepsDashes(one, asBox(one)) : one,
    usage: no,
    hasOrder: true,
  },
  COCO: {
    losesNone: true,
    object: (one) =>
      one.shape.kind === "polygon" ? one : keepsDashes(one, asBox(one)),
    usage: same,
    hasOrder: true,
  },
  BOX_CSV: {
    losesNone: true,
    object: (one) => bare(asBox(one)),
    usage: no,
    hasOrder: false,
  },
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

/** What is told of shapes, and which of them it is about. */
const LOST_KINDS: Partial<Record<Loss, readonly string[]>> = {
  onlyBoxes: ["polygon", "circle", "line", "point"],
  boxesOfLines: ["line"],
  polygonsOfCircles: ["circle", "line", "point"],
  turnedBoxes: ["polygon", "circle", "line", "point"],
  boxesOfCircles: ["circle", "line", "point"],
};
const CHECKED: readonly string[] = [
  ...Object.keys(LOST_KINDS),
  "noFields",
  "noParts",
  "noTestPart",
  "noneIsUnlabeled",
];
const drawn = Object.values(pictures).flatMap(([, objects]) => objects ?? []);
const hasFields = (one: PictureObject | null): boolean =>
  one !== null &&
  JSON.stringify(one) !== JSON.stringify(plainObject(one.name, one.shape));
const changedKinds = (want: Expected): string[] => {
  const changed = drawn.filter(
    (one) =>
      JSON.stringify(want.object(one)?.shape) !== JSON.stringify(one.shape),
  );
  return [...new Set(changed.map(({ shape }) => shape.kind))].sort();
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
  ...(objects?.length === 0 ? { isNone: true } : {}),
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
      {
        tellLabels: (list) => classes.push(...list.map(({ name }) => name)),
      },
    )) {
      const { objects, isNone } = await objectDetection.decode(
        sample.annotations,
        {
          names,
          sample: { path: sample.path, width: WIDTH, height: HEIGHT },
          readSideFile: sample.readSideFile ?? (async () => null),
          report: ({ rule }) => rules.push(rule),
        },
      );
      const own = objects.map(({ label, ...rest }) =>
        boxed({ name: label, ...rest }),
      );
      found.push({
        usage: sample.usage,
        objects: own,
        isNone: isNone === true,
      });
    }
    return { files, found, rules, classes };
  };

  const sorted = (
    list: readonly {
      objects: readonly unknown[];
      usage: unknown;
      isNone: boolean;
    }[],
  ) =>
    list
      .map((one) => JSON.stringify(rounded(one)))
      .sort()
      .map((text) => JSON.parse(text) as unknown);

  it("gives back pictures, opened or not, their part and their objects", async () => {
    const { found, rules } = await round();
    const wanted = Object.values(pictures).map(([usage, objects]) => ({
      usage: want.usage(usage),
      objects: (objects ?? []).flatMap((one) => want.object(one) ?? []),
      isNone: objects?.length === 0 && !want.losesNone,
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
    else {
      const told = exporter.losses.map((loss) => losses[loss]).join();
      expect(told).toMatch(/order of the labels/);
    }
  });

  it("lists what it loses, and nothing else", () => {
    const told = exporter.losses.filter((loss) => CHECKED.includes(loss));
    const kindsLost = told.flatMap((loss) => LOST_KINDS[loss] ?? []);
    expect([...new Set(kindsLost)].sort()).toEqual(changedKinds(want));
    expect(told.includes("noFields")).toBe(
      drawn.some((one) => hasFields(one) && !hasFields(want.object(one))),
    );
    const splits = (["TRAIN", "EVAL", "TEST"] as const).map(want.usage);
    expect(told.includes("noParts")).toBe(splits.every((one) => one === null));
    expect(told.includes("noTestPart")).toBe(
      splits[0] !== null && splits[2] === null,
    );
    expect(told.includes("noneIsUnlabeled")).toBe(want.losesNone === true);
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
