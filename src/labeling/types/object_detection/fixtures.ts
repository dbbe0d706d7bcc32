import type { LabelId } from "#core/ids.ts";
import type { DetectedObjects } from "./type.ts";

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

export const fixtures: readonly DetectedObjects[] = [
  { objects: [], extra: {} },
  { objects: [], isNone: true, extra: {} },
  {
    objects: [
      {
        ...plain,
        label: label("dog"),
        shape: { kind: "bndbox", xMin: 279, yMin: 52, xMax: 474, yMax: 278 },
      },
    ],
    extra: { "annotated-by": "human" },
  },
  {
    objects: [
      {
        ...plain,
        label: label("a"),
        shape: { kind: "point", point: { x: 0, y: 0.5 } },
      },
      {
        ...plain,
        label: label("a"),
        shape: {
          kind: "line",
          from: { x: 133, y: 651 },
          to: { x: 229, y: 561 },
          isDashed: true,
        },
      },
      {
        ...plain,
        label: label("b"),
        attributes: { line_style: "wavy", colour: "red" },
        shape: {
          kind: "polygon",
          points: [
            { x: 373, y: 264 },
            { x: 500, y: 198 },
            { x: 437, y: 76 },
          ],
        },
      },
      {
        ...plain,
        label: label("b"),
        shape: { kind: "circle", center: { x: 405, y: 170 }, radius: 100 },
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
          kind: "bndbox",
          xMin: -0.25,
          yMin: 0,
          xMax: 1e-7,
          yMax: 4096.123456789,
        },
      },
    ],
    extra: {
      "creation-time": "2019-01-23 11:30:30",
      property: { a: [1, null] },
    },
  },
];

export const wrong: readonly unknown[] = [
  null,
  [],
  {},
  { objects: {}, extra: {} },
  { objects: [{}], extra: {} },
  {
    objects: [
      {
        ...plain,
        label: "a",
        shape: { kind: "bndbox", xMin: 5, yMin: 0, xMax: 1, yMax: 1 },
      },
    ],
    extra: {},
  },
  { objects: [{ ...plain, label: "a", shape: { kind: "star" } }], extra: {} },
  {
    objects: [
      {
        ...plain,
        label: "a",
        shape: { kind: "polygon", points: [{ x: 1, y: 1 }] },
      },
    ],
    extra: {},
  },
];
