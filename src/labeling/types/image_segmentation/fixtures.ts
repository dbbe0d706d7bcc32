import {
  hostileObject,
  keptFields,
  label,
  withShape,
} from "#labeling/objects/fixtures.ts";
import { drawn } from "#labeling/objects/edits.ts";
import type { SegmentedRegions } from "./type.ts";

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
      drawn(label("dog"), {
        kind: "polygon",
        points: [
          { x: 71, y: 48 },
          { x: 75.5, y: 73 },
          { x: 49, y: 69.1 },
        ],
      }),
    ],
    extra: { "annotated-by": "human" },
  },
  {
    objects: [
      drawn(label("wall"), { kind: "polygon", points: square(0, 0, 640) }),
      {
        ...drawn(label("cell"), {
          kind: "multipolygon",
          polygons: [
            [square(10, 10, 100), square(20, 20, 30).reverse()],
            [square(200, 100, 50)],
          ],
        }),
        attributes: { iscrowd: "1" },
      },
      // Two rows: ...##... and a pixel apart from them in the next.
      drawn(label("cell"), {
        kind: "mask",
        x: 3,
        y: 5,
        width: 4,
        height: 2,
        counts: "025O",
      }),
    ],
    extra: {},
  },
  {
    objects: [
      hostileObject({
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
      }),
    ],
    extra: keptFields,
  },
];

export const wrong: readonly unknown[] = [
  null,
  {},
  { objects: [{}], extra: {} },
  withShape({ kind: "bndbox", xMin: 0, yMin: 0, xMax: 1, yMax: 1 }),
  withShape({ kind: "polygon", points: [{ x: 1, y: 1 }] }),
  withShape({ kind: "multipolygon", polygons: [] }),
  withShape({ kind: "multipolygon", polygons: [[]] }),
  withShape({ kind: "mask", x: 0, y: 0, width: 2, height: 2, counts: "" }),
  withShape({ kind: "mask", x: 0, y: 0, width: 9, height: 2, counts: "04" }),
  withShape({ kind: "mask", x: -1, y: 0, width: 1, height: 1, counts: "01" }),
];
