import type { LabelId } from "#core/ids.ts";
import type { SegmentedRegions } from "./type.ts";

const label = (name: string): LabelId => name as LabelId;
const plain = {
  pose: "Unspecified",
  truncated: false,
  occluded: false,
  difficult: false,
  confidence: null,
  hardCoefficient: null,
  attributes: {},
};
const square = (x: number, y: number, side: number) => [
  { x, y },
  { x: x + side, y },
  { x: x + side, y: y + side },
  { x, y: y + side },
];

export const fixtures: readonly SegmentedRegions[] = [
  { objects: [], extra: {} },
  {
    objects: [
      {
        ...plain,
        label: label("dog"),
        shape: {
          kind: "polygon",
          points: [
            { x: 71, y: 48 },
            { x: 75.5, y: 73 },
            { x: 49, y: 69.1 },
          ],
        },
      },
    ],
    extra: { "annotated-by": "human" },
  },
  {
    objects: [
      {
        ...plain,
        label: label("wall"),
        shape: { kind: "polygon", points: square(0, 0, 640) },
      },
      {
        ...plain,
        label: label("cell"),
        attributes: { iscrowd: "1" },
        shape: {
          kind: "multipolygon",
          polygons: [
            [square(10, 10, 100), square(20, 20, 30).reverse()],
            [square(200, 100, 50)],
          ],
        },
      },
      {
        ...plain,
        label: label("cell"),
        // Two rows: ...##... and a pixel apart from them in the next.
        shape: {
          kind: "mask",
          x: 3,
          y: 5,
          width: 4,
          height: 2,
          counts: "025O",
        },
      },
    ],
    extra: {},
  },
  {
    objects: [
      {
        label: label(`猫 & "dog" <b>'x'</b> 007`),
        pose: "Left & <up>",
        truncated: true,
        occluded: true,
        difficult: true,
        confidence: 0,
        hardCoefficient: 1,
        attributes: { "a & b": " spaced ", '"quoted"': "<item>" },
        shape: {
          kind: "multipolygon",
          polygons: [
            [
              [
                { x: -0.25, y: 0 },
                { x: 1e-7, y: 4096.123456789 },
                { x: 5, y: 5 },
              ],
            ],
          ],
        },
      },
    ],
    extra: {
      "creation-time": "2019-01-23 11:30:30",
      property: { a: [1, null] },
    },
  },
];

const wrongShape = (shape: unknown) => ({
  objects: [{ ...plain, label: "a", shape }],
  extra: {},
});

export const wrong: readonly unknown[] = [
  null,
  {},
  { objects: [{}], extra: {} },
  wrongShape({ kind: "bndbox", xMin: 0, yMin: 0, xMax: 1, yMax: 1 }),
  wrongShape({ kind: "polygon", points: [{ x: 1, y: 1 }] }),
  wrongShape({ kind: "multipolygon", polygons: [] }),
  wrongShape({ kind: "multipolygon", polygons: [[]] }),
  wrongShape({ kind: "mask", x: 0, y: 0, width: 2, height: 2, counts: "" }),
  wrongShape({ kind: "mask", x: 0, y: 0, width: 9, height: 2, counts: "04" }),
  wrongShape({ kind: "mask", x: -1, y: 0, width: 1, height: 1, counts: "01" }),
];
