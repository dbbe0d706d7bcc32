/** COCO's panoptic files: a PNG for each picture, whose colors are the numbers of its segments. */
import type { Mask } from "#core/shape.ts";
import { maskOf } from "#core/mask.ts";
import { AppError } from "#core/errors.ts";
import {
  type PictureObject,
  plainObject,
  type PictureSize,
  type Report,
  sizeOf,
} from "./picture-labels.ts";
import { spansByValue, type ValuePicture } from "./value-picture.ts";

type Fields = Readonly<Record<string, unknown>>;

export interface PanopticPicture {
  /** Of the picture, as the file says it. */
  readonly name: string;
  /** Of its PNG. */
  readonly mask: string;
  readonly size: PictureSize | null;
  readonly segments: readonly {
    readonly id: number;
    readonly name: string;
    readonly isCrowd: boolean;
  }[];
}

const listOf = (value: unknown): Fields[] =>
  Array.isArray(value)
    ? value.filter(
        (one): one is Fields => typeof one === "object" && one !== null,
      )
    : [];

export const isPanoptic = (text: string): boolean =>
  /"segments_info"\s*:/.test(text);

/** @throws AppError('format') when the text is no JSON object. */
export function parsePanoptic(
  text: string,
  report: Report,
): { readonly classes: string[]; readonly pictures: PanopticPicture[] } {
  let file: Fields;
  try {
    file = JSON.parse(text) as Fields;
  } catch (cause) {
    throw new AppError(
      "format",
      "The file is not valid JSON",
      { rule: "coco.json" },
      { cause },
    );
  }
  const names = new Map(
    listOf(file["categories"]).map(({ id, name }) => [id, String(name)]),
  );
  const images = new Map(listOf(file["images"]).map((one) => [one["id"], one]));
  const pictures = listOf(file["annotations"]).flatMap(
    (annotation, i): PanopticPicture[] => {
      const image = images.get(annotation["image_id"]);
      const name = image?.["file_name"];
      const mask = annotation["file_name"];
      if (typeof name === "string" && typeof mask === "string")
        return [
          {
            name,
            mask,
            size: sizeOf(image?.["width"], image?.["height"]),
            segments: listOf(annotation["segments_info"]).map((segment) => ({
              id: Number(segment["id"]),
              name: names.get(segment["category_id"]) ?? "",
              isCrowd: segment["iscrowd"] === 1,
            })),
          },
        ];
      report({
        severity: "error",
        rule: "coco.panoptic",
        message: `\`annotations[${String(i)}]\` must name a picture and a mask`,
      });
      return [];
    },
  );
  return { classes: [...names.values()], pictures };
}

/** Red counts least: the number of a segment is red + 256 green + 256² blue. */
const idOf = (color: number): number =>
  (color >> 16) | (color & 0xff00) | ((color & 0xff) << 16);

/** The segments of one picture, those of which the mask has no pixel left out and told. */
export function panopticRegions(
  { segments }: PanopticPicture,
  mask: ValuePicture,
  report: Report,
): PictureObject<Mask>[] {
  const found = new Map(
    [...spansByValue(mask)].map(([color, spans]) => [idOf(color), spans]),
  );
  return segments.flatMap(({ id, name, isCrowd }) => {
    const region = maskOf(found.get(id) ?? []);
    if (!region || name === "") {
      report({
        severity: "warning",
        rule: "coco.segment",
        message: "A segment has no pixels in the mask, or no category",
        value: String(id),
      });
      return [];
    }
    const object = plainObject(name, region);
    return [isCrowd ? { ...object, attributes: { iscrowd: "1" } } : object];
  });
}
