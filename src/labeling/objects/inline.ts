/**
 * Objects inside manifest entries: how importers hand over what they found, one entry for each
 * object. Beside `type` and `name` an entry holds
 * - `object`: the object's other fields; those that are as usual may be left out,
 * - `units`: `share` where coordinates are shares of the picture's sides and not pixels,
 * - `picture`: width and height that the label file gives for the picture.
 * An entry that holds `none` instead says that there is no object.
 * They never leave the device: what is exported has its objects in a VOC file.
 */
import { toAppError } from "#core/errors.ts";
import { plainObject, type PictureLabels } from "#formats/picture-labels.ts";
import { boxOfShape, scaledShape, uprightShape } from "#formats/shape-box.ts";
import type { Shape } from "#core/shape.ts";
import type { DecodeContext, ManifestAnnotation } from "#labeling/contract.ts";
import { parseObject, parseText } from "#labeling/parse-value.ts";
import type { ObjectKind } from "./object-kind.ts";
import { type LabeledObject, parseLabeledObject } from "./object.ts";

/** Pixels that a shape may lie outside: coordinates with few digits are off by less. */
const TOLERANCE = 0.1;

/** @param extra fields of the manifest entry that the objects came from. */
export function entriesOf(
  { manifestType }: Pick<ObjectKind, "manifestType">,
  { objects, isRelative, size, saysNone }: PictureLabels,
  extra: ManifestAnnotation = {},
): ManifestAnnotation[] {
  const picture = size ? { picture: size } : {};
  if (saysNone)
    return [{ ...extra, type: manifestType, none: true, ...picture }];
  return objects.map(({ name, ...object }) => ({
    ...extra,
    type: manifestType,
    name,
    object,
    ...(isRelative ? { units: "share" } : {}),
    ...picture,
  }));
}

export const isNoneEntry = (entry: ManifestAnnotation): boolean =>
  entry["none"] === true;

export const isInline = (entry: ManifestAnnotation): boolean =>
  "object" in entry || isNoneEntry(entry);

/** What else the entry said. */
export function extraOf(entry: ManifestAnnotation): ManifestAnnotation {
  const { type: _type, ...fields } = entry;
  if (isInline(entry)) {
    const {
      name: _name,
      object: _object,
      none: _none,
      units: _units,
      picture: _picture,
      ...rest
    } = fields;
    return rest;
  }
  const {
    "annotation-loc": _place,
    "annotation-format": _format,
    ...rest
  } = fields;
  return rest;
}

function placed(
  shape: Shape,
  { units }: ManifestAnnotation,
  { sample: { width, height } }: DecodeContext,
): Shape | null {
  if (units !== "share") return shape;
  const isPlain = shape.kind !== "mask" && shape.kind !== "multipolygon";
  return width && height && isPlain ? scaledShape(shape, width, height) : null;
}

/** Tells of a shape that the picture does not hold; it is kept as it is. */
function checkInside(
  name: string,
  shape: Shape,
  { sample: { width, height }, report }: DecodeContext,
): void {
  const { xMin, yMin, xMax, yMax } = boxOfShape(shape);
  const value = `${name} ${[xMin, yMin, xMax, yMax].join(" ")}`.slice(0, 200);
  const tell = (rule: string, message: string): void =>
    report({ severity: "warning", rule, message, value });
  if (shape.kind === "bndbox" && (xMax === xMin || yMax === yMin))
    tell("box.empty", "A box has no width or no height");
  if (!width || !height) return;
  const isInside =
    Math.min(xMin, yMin) >= -TOLERANCE &&
    xMax <= width + TOLERANCE &&
    yMax <= height + TOLERANCE;
  if (!isInside)
    tell(
      "box.outside",
      `A shape reaches beyond the picture of ${String(width)} x ${String(height)} pixels`,
    );
}

/** The box with its corners where they belong; null where such boxes are to be left out. */
export function standing<S extends Shape>(
  name: string,
  shape: S,
  { dropsReversed, report }: Pick<DecodeContext, "dropsReversed" | "report">,
): S | null {
  const upright = uprightShape(shape);
  if (upright === shape || shape.kind !== "bndbox") return shape;
  const { xMin, yMin, xMax, yMax } = shape;
  report({
    severity: "warning",
    rule: "box.reversed",
    message: "The maximum of a box lies below its minimum",
    value: `${name} ${[xMin, yMin, xMax, yMax].join(" ")}`.slice(0, 200),
  });
  return dropsReversed ? null : upright;
}

/** Null when it cannot be read; what was wrong is told. */
export function decodeInline<S extends Shape>(
  kind: ObjectKind<S>,
  entry: ManifestAnnotation,
  context: DecodeContext,
): LabeledObject<S> | null {
  try {
    const name = parseText(entry["name"], "name");
    const fields = parseObject(entry["object"], "object");
    const drawn = fields["shape"] as Shape;
    const upright = standing(name, drawn, context);
    if (upright === null) return null;
    const read = parseLabeledObject(
      {
        ...plainObject(name, upright),
        ...fields,
        shape: upright,
        label: name,
      },
      "object",
    );
    const own = placed(read.shape, entry, context);
    if (own === null) {
      const message =
        "The size of the picture is not known, and its labels are shares of it";
      context.report({ severity: "error", rule: "size.unknown", message });
      return null;
    }
    checkInside(name, own, context);
    const shape = kind.holds(own) ? own : kind.instead(own, context.report);
    if (shape === null) return null;
    return { ...read, shape, label: context.names.idOf(name) };
  } catch (error) {
    const { message, detail } = toAppError(error);
    const value = detail["value"];
    context.report({
      severity: "error",
      rule: "object.invalid",
      message,
      ...(typeof value === "string" ? { value } : {}),
    });
    return null;
  }
}

/**
 * Tells when a label file gives another size than the picture has. Labels are made for pictures as
 * people see them; with width and height exchanged they were made for one that was not turned yet.
 */
export function checkSize(
  entries: readonly ManifestAnnotation[],
  { sample: { width, height }, report }: DecodeContext,
): void {
  const said = entries.find(({ picture }) => picture)?.["picture"] as
    PictureLabels["size"] | undefined;
  if (!said || !width || !height) return;
  if (said.width === width && said.height === height) return;
  const isTurned = said.width === height && said.height === width;
  report({
    severity: "warning",
    rule: isTurned ? "size.turned" : "size.differs",
    message: isTurned
      ? "The labels were made for the picture before it was turned upright; their places are wrong"
      : `The label file gives another size than the picture's ${String(width)} x ${String(height)}; places may be wrong`,
    value: `${String(said.width)} x ${String(said.height)}`,
  });
}
