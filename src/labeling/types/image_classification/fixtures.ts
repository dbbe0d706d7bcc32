import type { LabelId } from "#core/ids.ts";
import type { WholeLabels } from "#labeling/whole-labels/annotation.ts";

const label = (name: string): LabelId => name as LabelId;

export const fixtures: readonly WholeLabels[] = [
  { classes: [] },
  { classes: [{ label: label("cat"), extra: {} }] },
  {
    classes: [
      {
        label: label("cat"),
        extra: {
          property: { color: "white", kind: "Persian cat" },
          hard: "true",
        },
      },
      { label: label("animal"), extra: { confidence: 0.8 } },
    ],
  },
  {
    classes: [
      {
        label: label(`猫/"dog"\\ <b>& 😀\u202e..`),
        extra: {
          property: { nested: [{ deep: null }] },
          "annotated-by": "x\ny",
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
  "cat",
  {},
  { classes: "cat" },
  { classes: [null] },
  { classes: [{ label: 1, extra: {} }] },
  { classes: [{ label: "", extra: {} }] },
  { classes: [{ label: "cat", extra: [] }] },
];
