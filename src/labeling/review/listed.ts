/** Which objects Quick Review shows, and in what order. */
import type { LabelId } from "#core/ids.ts";
import type { Judgement } from "./judge-labels.ts";
import type { ReviewedObject } from "./reviewed-object.ts";
import type { Staging } from "./staging.ts";

/** The last two are a model's word, of the one that the labels are compared with. */
export type Measure =
  "area" | "aspect" | "confidence" | "score" | "disagreement";

export type Judgements = ReadonlyMap<ReviewedObject, Judgement>;

export interface Order {
  readonly by: Measure;
  readonly isDescending: boolean;
}

/** Points and lines have a side of 0; as 1 pixel they have an aspect ratio that can be compared. */
const side = (length: number): number => Math.max(1, length);

const UNJUDGED: Judgements = new Map();

/** Square pixels; width per height; 0-1 and 0-2 (see `Judgement`), or null where no model said it. */
export function measure(
  object: ReviewedObject,
  by: Measure,
  judgements = UNJUDGED,
): number | null {
  const { width, height, confidence } = object;
  switch (by) {
    case "area":
      return width * height;
    case "aspect":
      return side(width) / side(height);
    case "confidence":
      return confidence;
    default:
      return judgements.get(object)?.[by] ?? null;
  }
}

/**
 * @param label those that have it, or are to get it; null for all.
 * Objects without the measure come last either way; equal ones keep the order of the pictures.
 */
export function listed(
  objects: readonly ReviewedObject[],
  label: LabelId | null,
  fates: Staging["fates"],
  { by, isDescending }: Order,
  judgements = UNJUDGED,
): readonly ReviewedObject[] {
  const sign = isDescending ? -1 : 1;
  const measured = objects
    .filter(
      (object) =>
        label === null || object.label === label || fates.get(object) === label,
    )
    .map((object) => ({ object, value: measure(object, by, judgements) }));
  measured.sort((a, b) => {
    if (a.value === null || b.value === null)
      return Number(a.value === null) - Number(b.value === null);
    return sign * (a.value - b.value);
  });
  return measured.map(({ object }) => object);
}

/** Objects of each label, most first. */
export function countLabels(
  objects: readonly ReviewedObject[],
): ReadonlyMap<LabelId, number> {
  const counts = new Map<LabelId, number>();
  for (const { label } of objects)
    counts.set(label, (counts.get(label) ?? 0) + 1);
  return new Map([...counts].sort(([, a], [, b]) => b - a));
}
