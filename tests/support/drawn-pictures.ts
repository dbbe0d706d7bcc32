/** Pictures with objects of every shape, hostile labels and names, for exports that are read back. */
import type { Usage } from "#core/labeling-job.ts";
import { plainObject, type PictureObject } from "#formats/picture-labels.ts";
import type { VocShape } from "#formats/voc-xml.ts";

export const WIDTH = 641;
export const HEIGHT = 479;

export const shapes: Readonly<Record<string, VocShape>> = {
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
export const LABELS = [
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

/** Path -> part and objects; null = nobody opened it, an empty list = it shows none. */
export const pictures: Readonly<
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
  "none/1.jpg": ["TRAIN", []],
  "images/with_underscore.jpg": ["TEST", [object("no", "box")]],
  "猫/写真 #1 (2)%20,x.jpg": ["EVAL", [object("zebra", "circle")]],
  "train.jpg": ["EVAL", [object("1e3", "box")]],
};
