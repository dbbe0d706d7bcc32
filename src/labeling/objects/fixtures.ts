/** Parts of fixtures that are alike for every kind of drawn object. */
import type { LabelId } from "#core/ids.ts";
import { drawn } from "./edits.ts";
import type { LabeledObject, LabeledObjects } from "./object.ts";

export const label = (name: string): LabelId => name as LabelId;

/** Quotes, another script and edge numbers in all that is said of an object but its shape. */
export const hostileObject = <S extends LabeledObject["shape"]>(
  shape: S,
): LabeledObject<S> => ({
  label: label(`猫 & "dog" <b>'x'</b> 007`),
  pose: "Left & <up>",
  truncated: true,
  occluded: true,
  difficult: true,
  confidence: 0,
  hardCoefficient: 1,
  attributes: { "a & b": " spaced ", '"quoted"': "<item>" },
  shape,
});

/** What a manifest may say besides. */
export const keptFields: LabeledObjects["extra"] = {
  "creation-time": "2019-01-23 11:30:30",
  property: { a: [1, null] },
};

/** One object, right but for its shape. */
export const withShape = (shape: unknown): unknown => ({
  objects: [drawn(label("a"), shape as LabeledObject["shape"])],
  extra: {},
});
