import type { LabelId } from "#core/ids.ts";
import type { CodePoint, EntitySpans } from "./type.ts";

const span = (
  label: string,
  start: number,
  end: number,
  extra: Readonly<Record<string, unknown>> = {},
): EntitySpans["spans"][number] => ({
  label: label as LabelId,
  start: start as CodePoint,
  end: end as CodePoint,
  property: {},
  extra,
});

export const fixtures: readonly EntitySpans[] = [
  { spans: [] },
  { spans: [span("Person", 0, 14), span("Category", 34, 44)] },
  {
    spans: [
      span("作者 😀", 0, 1, { id: "E1", "annotated-by": "human" }),
      span('"quoted" \\ label', 0, 9_007_199_254_740_991),
      { ...span("overlap", 3, 9), property: { note: [1, null, "x"] } },
      span("overlap", 3, 9),
    ],
  },
];

export const wrong: readonly unknown[] = [
  null,
  "spans",
  {},
  { spans: [{ ...span("a", 0, 1), label: "" }] },
  { spans: [span("a", 3, 3)] },
  { spans: [span("a", -1, 3)] },
  { spans: [span("a", 0.5, 3)] },
];
