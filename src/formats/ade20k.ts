/**
 * ADE20K of 2020: a JSON file for each picture, which names a mask for each object, and for many a
 * polygon. Source: groups.csail.mit.edu/vision/datasets/ADE20K, "Structure".
 */
import { AppError } from "#core/errors.ts";
import { attributeTexts } from "./object-attributes.ts";
import { sizeOf, type PictureSize, type Report } from "./picture-labels.ts";

export interface AdeObject {
  readonly name: string;
  /** Path of the mask, from the file's folder. */
  readonly mask: string;
  readonly occluded: boolean;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface AdePicture {
  readonly name: string;
  readonly size: PictureSize | null;
  readonly objects: readonly AdeObject[];
}

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null ? (value as Fields) : {};

export const isAde20k = (head: string): boolean =>
  /"annotation"\s*:\s*\{/.test(head) &&
  /"(imsize|name_ndx|instance_mask)"/.test(head);

function objectOf(value: unknown): AdeObject | null {
  const fields = fieldsOf(value);
  const { name, instance_mask: mask, occluded, attributes } = fields;
  const level = fieldsOf(fields["parts"])["part_level"];
  if (
    typeof name !== "string" ||
    name.trim() === "" ||
    typeof mask !== "string"
  )
    return null;
  const words = [attributes].flat().filter((one) => typeof one === "string");
  return {
    name: name.trim(),
    mask,
    occluded: occluded === "yes",
    attributes: attributeTexts({
      attributes: words.join(", "),
      // A door is a part of a car: parts lie upon what they are of.
      ...(typeof level === "number" && level > 0 ? { part_level: level } : {}),
    }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** @throws AppError('format') when it is not such a file. */
export function parseAde20k(text: string, report: Report): AdePicture {
  const { filename, imsize, object } = fieldsOf(
    fieldsOf(parsed(text))["annotation"],
  );
  if (typeof filename !== "string")
    throw new AppError("format", "The file names no picture", {
      rule: "ade20k.file",
    });
  const [height, width] = Array.isArray(imsize) ? (imsize as unknown[]) : [];
  const objects = [object ?? []].flat().flatMap((value: unknown) => {
    const read = objectOf(value);
    if (read) return [read];
    report({
      severity: "error",
      rule: "ade20k.object",
      message: "An object must have a name and a mask",
      value: JSON.stringify(value ?? null).slice(0, 200),
    });
    return [];
  });
  return { name: filename, size: sizeOf(width, height), objects };
}
