import {
  hostileObject,
  keptFields,
  label,
  withShape,
} from "#labeling/objects/fixtures.ts";
import { drawn } from "#labeling/objects/edits.ts";
import type { DetectedObjects } from "./type.ts";

export const fixtures: readonly DetectedObjects[] = [
  { objects: [], extra: {} },
  { objects: [], isNone: true, extra: {} },
  {
    objects: [
      drawn(label("dog"), {
        kind: "bndbox",
        xMin: 279,
        yMin: 52,
        xMax: 474,
        yMax: 278,
      }),
    ],
    extra: { "annotated-by": "human" },
  },
  {
    objects: [
      drawn(label("a"), { kind: "point", point: { x: 0, y: 0.5 } }),
      drawn(label("a"), {
        kind: "line",
        from: { x: 133, y: 651 },
        to: { x: 229, y: 561 },
        isDashed: true,
      }),
      {
        ...drawn(label("b"), {
          kind: "polygon",
          points: [
            { x: 373, y: 264 },
            { x: 500, y: 198 },
            { x: 437, y: 76 },
          ],
        }),
        attributes: { line_style: "wavy", colour: "red" },
      },
      drawn(label("b"), {
        kind: "circle",
        center: { x: 405, y: 170 },
        radius: 100,
      }),
    ],
    extra: {},
  },
  {
    objects: [
      hostileObject({
        kind: "bndbox",
        xMin: -0.25,
        yMin: 0,
        xMax: 1e-7,
        yMax: 4096.123456789,
      }),
    ],
    extra: keptFields,
  },
];

export const wrong: readonly unknown[] = [
  null,
  [],
  {},
  { objects: {}, extra: {} },
  { objects: [{}], extra: {} },
  withShape({ kind: "bndbox", xMin: 5, yMin: 0, xMax: 1, yMax: 1 }),
  withShape({ kind: "star" }),
  withShape({ kind: "polygon", points: [{ x: 1, y: 1 }] }),
];
