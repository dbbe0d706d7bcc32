import type { LabelId } from "#core/ids.ts";
import type { WholeLabels } from "#labeling/whole-labels/annotation.ts";

const label = (name: string): LabelId => name as LabelId;

export const fixtures: readonly WholeLabels[] = [
  { classes: [] },
  { classes: [{ label: label("positive"), extra: {} }] },
  {
    classes: [
      { label: label("好评"), extra: { "annotated-by": "human" } },
      { label: label("sports"), extra: { confidence: 0.8 } },
    ],
  },
  {
    classes: [
      {
        label: label(`="1+1" \\ 😀 \u202e`),
        extra: { property: { a: [null] } },
      },
      { label: label("constructor"), extra: {} },
    ],
  },
];

export const wrong: readonly unknown[] = [
  undefined,
  null,
  "positive",
  {},
  { classes: [null] },
  { classes: [{ label: "", extra: {} }] },
];
