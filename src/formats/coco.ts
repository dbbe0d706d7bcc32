/**
 * COCO files of objects, read as a stream. `info`, `licenses` and the order of the lists do not
 * matter, ids may be numbers or texts and need not follow each other.
 */
import type { Shape } from "#core/shape.ts";
import {
  boxNumbers,
  isMask,
  partsOf,
  shapeOf,
  type WaitingShape,
} from "./coco-shape.ts";
import { jsonParts, pathOf } from "./json-parts.ts";
import { attributeTexts, objectOf } from "./object-attributes.ts";
import {
  sizeOf,
  type PictureLabels,
  type PictureObject,
  type PictureSize,
  type Report,
} from "./picture-labels.ts";

type Fields = Readonly<Record<string, unknown>>;

/** An annotation as it waits for the names of its picture and its category. */
interface Waiting {
  readonly path: string;
  readonly categoryId: string;
  readonly shape: WaitingShape;
  readonly texts: Readonly<Record<string, string>>;
}

interface CocoImage {
  readonly name: string;
  readonly size: PictureSize | null;
}

const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null ? (value as Fields) : {};

const idOf = (value: unknown): string | null =>
  typeof value === "number" || (typeof value === "string" && value !== "")
    ? String(value)
    : null;

function textsOf({
  attributes,
  iscrowd,
  score,
}: Fields): Record<string, string> {
  return {
    ...attributeTexts(attributes),
    ...(iscrowd ? { iscrowd: "1" } : {}),
    ...attributeTexts({ confidence: score }),
  };
}

/** Collects a file; what is wrong with an annotation is told once, when it is read. */
class CocoReader {
  readonly #report: Report;
  readonly #categories = new Map<string, string>();
  readonly #images = new Map<string, CocoImage>();
  readonly #waiting = new Map<string, Waiting[]>();
  readonly #takesRegions: boolean;
  #hasKeypoints = false;

  constructor(report: Report, takesRegions: boolean) {
    this.#report = report;
    this.#takesRegions = takesRegions;
  }

  /** Names of the categories in the file's order. */
  get classes(): string[] {
    return [...this.#categories.values()];
  }

  add(key: string, index: number | null, value: unknown): void {
    const path = pathOf(key, index);
    const fields = fieldsOf(value);
    if (index === null) return;
    if (key === "categories") this.#category(fields, path);
    else if (key === "images") this.#image(fields, path);
    else if (key === "annotations") this.#annotation(fields, path);
  }

  *pictures(): Generator<PictureLabels> {
    for (const [id, { name, size }] of this.#images) {
      const objects = (this.#waiting.get(id) ?? []).flatMap(
        (waiting) => this.#object(waiting) ?? [],
      );
      this.#waiting.delete(id);
      yield { name, size, objects };
    }
    for (const [id, lost] of this.#waiting)
      for (const { path } of lost)
        this.#fail("coco.image_id", `\`${path}.image_id\` names no image`, id);
  }

  #fail(rule: string, message: string, value?: unknown): void {
    this.#tell("error", rule, message, value);
  }

  #tell(
    severity: "error" | "warning",
    rule: string,
    message: string,
    value?: unknown,
  ): void {
    const found =
      value === undefined
        ? {}
        : { value: (JSON.stringify(value) ?? "").slice(0, 200) };
    this.#report({ severity, rule, message, ...found });
  }

  #category(fields: Fields, path: string): void {
    const id = idOf(fields["id"]);
    const name = idOf(fields["name"])?.trim();
    if (id !== null && name) this.#categories.set(id, name);
    else
      this.#fail(
        "coco.category",
        `\`${path}\` must have an id and a name`,
        fields,
      );
  }

  #image(fields: Fields, path: string): void {
    const id = idOf(fields["id"]);
    const name = fields["file_name"];
    if (id === null || typeof name !== "string" || name === "")
      this.#fail(
        "coco.image",
        `\`${path}\` must have an id and a file_name`,
        fields,
      );
    else if (this.#images.has(id))
      this.#fail("coco.image", `\`${path}.id\` is used twice`, id);
    else
      this.#images.set(id, {
        name,
        size: sizeOf(fields["width"], fields["height"]),
      });
  }

  #annotation(fields: Fields, path: string): void {
    const segments = fields["segments_info"];
    if (!Array.isArray(segments)) return this.#wait(fields, fields, path);
    this.#tell(
      "warning",
      "coco.panoptic",
      `\`${path}\`: the mask is left out, the boxes of its segments are taken`,
    );
    segments.forEach((segment, n) =>
      this.#wait(fieldsOf(segment), fields, pathOf(`${path}.segments_info`, n)),
    );
  }

  #wait(fields: Fields, { image_id }: Fields, path: string): void {
    const imageId = idOf(image_id) ?? "";
    const shape = this.#shape(fields, path);
    if (!shape)
      return this.#fail(
        "coco.bbox",
        `\`${path}\` must have a bbox of x, y, width, height, or a segmentation`,
        fields["bbox"],
      );
    if (fields["keypoints"] !== undefined && !this.#hasKeypoints) {
      this.#hasKeypoints = true;
      this.#tell("warning", "coco.keypoints", "Keypoints are left out", path);
    }
    const texts = textsOf(fields);
    const categoryId = idOf(fields["category_id"]) ?? "";
    const waiting: Waiting = {
      path,
      categoryId,
      shape,
      texts,
    };
    const same = this.#waiting.get(imageId);
    if (same) same.push(waiting);
    else this.#waiting.set(imageId, [waiting]);
  }

  /** What is kept of an annotation's place; null where it has none. */
  #shape(fields: Fields, path: string): WaitingShape | null {
    const { segmentation } = fields;
    const parts = partsOf(fields);
    if (parts && (parts.length === 1 || this.#takesRegions))
      return { kind: "parts", parts };
    const hasMask = isMask(fields);
    if (hasMask && this.#takesRegions)
      return { kind: "mask", mask: segmentation };
    const numbers = boxNumbers(fields);
    if (numbers && (hasMask || hasParts(segmentation)))
      this.#tell(
        "warning",
        hasMask ? "coco.rle" : "coco.parts",
        `\`${path}.segmentation\` is ${hasMask ? "a mask" : "of several parts"}; its box is taken`,
      );
    return numbers && { kind: "box", numbers };
  }

  #object(waiting: Waiting): PictureObject<Shape> | null {
    const { categoryId, path, texts } = waiting;
    const name = this.#categories.get(categoryId);
    if (name !== undefined) {
      const shape = shapeOf(waiting.shape);
      if (!shape)
        this.#tell(
          "warning",
          "coco.empty",
          `\`${path}.segmentation\` has no pixels`,
        );
      return shape && objectOf(name, shape, texts);
    }
    this.#fail(
      "coco.category_id",
      `\`${path}.category_id\` names no category`,
      categoryId,
    );
    return null;
  }
}

const hasParts = (segmentation: unknown): boolean =>
  Array.isArray(segmentation) && segmentation.length > 1;

/**
 * Every picture of the file, in its order. Annotations may stand before or behind the pictures, so
 * all of them wait in memory, at 8 bytes a coordinate.
 * @param takesRegions masks and polygons of several parts are read as they are, not as their boxes.
 * @param tellClasses called once with the categories in their order, before the first picture.
 */
export async function* readCoco(
  file: Blob,
  tellClasses: (names: readonly string[]) => void,
  report: Report,
  { takesRegions = false }: { readonly takesRegions?: boolean } = {},
): AsyncGenerator<PictureLabels> {
  const reader = new CocoReader(report, takesRegions);
  for await (const { key, index, value } of jsonParts(file, report))
    reader.add(key, index, value);
  tellClasses(reader.classes);
  yield* reader.pictures();
}
