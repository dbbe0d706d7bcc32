/**
 * The fields of an object as attributes, for formats that have a free list of them and no fields.
 * CVAT and Datumaro use the same names for `occluded`, `truncated` and `difficult`.
 */
import { plainObject, type PictureObject } from "./picture-labels.ts";
import type { Shape } from "#core/shape.ts";

const FLAGS = ["truncated", "occluded", "difficult"] as const;
const LINE_STYLE = "line_style";

/** Attributes, and those fields that are not as usual. */
export function attributesOf(
  object: PictureObject<Shape>,
): Record<string, string> {
  const { shape, pose, confidence, hardCoefficient } = object;
  const isDashed = shape.kind === "line" && shape.isDashed;
  return {
    ...object.attributes,
    ...(pose === "Unspecified" ? {} : { pose }),
    ...Object.fromEntries(
      FLAGS.filter((flag) => object[flag]).map((flag) => [flag, "true"]),
    ),
    ...(confidence === null ? {} : { confidence: String(confidence) }),
    ...(hardCoefficient === null
      ? {}
      : { "hard-coefficient": String(hardCoefficient) }),
    ...(isDashed ? { [LINE_STYLE]: "dashed" } : {}),
  };
}

const isOn = (text: string | undefined): boolean =>
  text !== undefined && /^(1|true|yes)$/i.test(text);

function share(text: string | undefined): number | null {
  const number = text === undefined || text === "" ? Number.NaN : Number(text);
  return number >= 0 && number <= 1 ? number : null;
}

/** Texts as they are, other values as JSON; what is missing, null or empty is left out. */
export function attributeTexts(value: unknown): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, content] of Object.entries(value ?? {})) {
    const text: unknown =
      typeof content === "string" ? content : JSON.stringify(content ?? "");
    if (typeof text === "string" && text !== "" && text !== '""')
      texts[name] = text;
  }
  return texts;
}

/** Large files have millions of objects, most of them without any attribute. */
export function isEmpty(texts: Readonly<Record<string, string>>): boolean {
  for (const _name in texts) return false;
  return true;
}

/** The object again; attributes that stand for fields become fields. */
export function objectOf<S extends Shape>(
  name: string,
  shape: S,
  texts: Readonly<Record<string, string>>,
): PictureObject<S> {
  if (isEmpty(texts)) return plainObject(name, shape);
  const own = new Map(Object.entries(texts));
  const taken = (key: string): string | undefined => {
    const text = own.get(key);
    own.delete(key);
    return text;
  };
  const [truncated, occluded, difficult] = FLAGS.map((flag) =>
    isOn(taken(flag)),
  );
  const pose = taken("pose") ?? "Unspecified";
  const confidence = share(taken("confidence"));
  const hardCoefficient = share(taken("hard-coefficient"));
  const isDashed = shape.kind === "line" && own.get(LINE_STYLE) === "dashed";
  if (isDashed) own.delete(LINE_STYLE);
  return {
    ...plainObject(name, isDashed ? { ...shape, isDashed } : shape),
    pose,
    truncated: truncated === true,
    occluded: occluded === true,
    difficult: difficult === true,
    confidence,
    hardCoefficient,
    attributes: Object.fromEntries(own),
  };
}
