import type { LabelId } from "#core/ids.ts";
import type { Shape } from "#core/shape.ts";
import type { VocObject } from "#formats/voc-xml.ts";
import { parseShape } from "./parse-shape.ts";
import {
  parseFlag,
  parseObject,
  parseShare,
  parseText,
  refuse,
} from "#labeling/parse-value.ts";

/** One object of a picture. Pixels as in `core/geometry.ts`. */
export interface LabeledObject<S extends Shape = Shape> extends Omit<
  VocObject<S>,
  "name"
> {
  readonly label: LabelId;
}

/** The annotation of a picture whose objects are drawn. Later objects lie on top. */
export interface LabeledObjects<S extends Shape = Shape> {
  readonly objects: readonly LabeledObject<S>[];
  /** Somebody looked and saw no object; only beside an empty list. */
  readonly isNone?: true;
  /** What else the manifest said of the label file, kept as read: `annotated-by` ... */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** @throws AppError('format'), detail.path = where. */
export function parseLabeledObject(
  value: unknown,
  path: string,
): LabeledObject {
  const fields = parseObject(value, path);
  const flag = (name: string): boolean =>
    parseFlag(fields[name], `${path}.${name}`);
  const attributes = Object.entries(
    parseObject(fields["attributes"], `${path}.attributes`),
  ).map(([name, text]) => [
    name,
    typeof text === "string"
      ? text
      : refuse(`${path}.attributes.${name}`, "a text", text),
  ]);
  return {
    label: parseText(fields["label"], `${path}.label`) as LabelId,
    pose: parseText(fields["pose"], `${path}.pose`),
    truncated: flag("truncated"),
    occluded: flag("occluded"),
    difficult: flag("difficult"),
    confidence: parseShare(fields["confidence"], `${path}.confidence`),
    hardCoefficient: parseShare(
      fields["hardCoefficient"],
      `${path}.hardCoefficient`,
    ),
    shape: parseShape(fields["shape"], `${path}.shape`),
    attributes: Object.fromEntries(attributes) as Record<string, string>,
  };
}
