import type { LabelId } from "#core/ids.ts";
import type { WholeLabels } from "#labeling/whole-labels/annotation.ts";

const label = (name: string): LabelId => name as LabelId;

export const fixtures: readonly WholeLabels[] = [
  { classes: [] },
  { classes: [{ label: label("dog_bark"), extra: {} }] },
  {
    classes: [
      {
        label: label("dog_bark"),
        extra: { property: { place: "yard" }, confidence: 0.25 },
      },
      { label: label("rain"), extra: { "annotated-by": "human" } },
    ],
  },
  {
    classes: [
      {
        label: label(`雨/"rain"\\ <b>& 😀\u202e..`),
        extra: {
          property: { nested: [{ deep: null }] },
          "creation-time": "2019-01-23 11:30:30",
        },
      },
      { label: label("constructor"), extra: {} },
    ],
  },
];

export const wrong: readonly unknown[] = [
  undefined,
  null,
  [],
  "rain",
  {},
  { classes: "rain" },
  { classes: [null] },
  { classes: [{ label: 1, extra: {} }] },
  { classes: [{ label: "", extra: {} }] },
  { classes: [{ label: "rain", extra: [] }] },
];
