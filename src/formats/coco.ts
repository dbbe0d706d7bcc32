/**
 * COCO files of objects, read as a stream. `info`, `licenses` and the order of the lists do not
 * matter, ids may be numbers or texts and need not follow each other.
 */
import type { Shape } from "#core/shape.ts";
import {
  boxNumbers,
  isMask,
  partsOf,
  type WaitingShape,
} from "./coco-shape.ts";
import {
  type Reading,
  type Waited,
  type Waiting,
  WaitingAnnotations,
} from "./coco-waiting.ts";
import { jsonRuns, pathOf } from "./json-parts.ts";
import { attributeTexts, objectOf } from "./object-attributes.ts";
import {
  sizeOf,
  type PictureLabels,
  type PictureObject,
  type PictureSize,
  type Report,
} from "./picture-labels.ts";

type Fields = Readonly<Record<string, unknown>>;

interface CocoImage {
  /** Place in the file's list. */
  readonly place: number;
  readonly name: string;
  readonly size: PictureSize | null;
}

interface Found {
  readonly image: CocoImage;
  readonly read: Reading;
}

const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null ? (value as Fields) : {};

const idOf = (value: unknown): string | null =>
  typeof value === "number" || (typeof value === "string" && value !== "")
    ? String(value)
    : null;

const NO_TEXTS = {};

function textsOf({
  attributes,
  iscrowd,
  score,
}: Fields): Readonly<Record<string, string>> {
  if (attributes === undefined && score === undefined && !iscrowd)
    return NO_TEXTS;
  return {
    ...attributeTexts(attributes),
    ...(iscrowd ? { iscrowd: "1" } : {}),
    ...attributeTexts({ confidence: score }),
  };
}

/** Numbers for ids, from 0 in the order in which they are first met: ids may be numbers or texts, `1` is `"1"`. */
class Numbers {
  readonly #known = new Map<unknown, number>();
  readonly ids: string[] = [];

  /** Of what is no id the number of the empty one. */
  of(id: unknown): number {
    // Numbers are looked up as they are: as texts they would take longer than all else.
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const text = idOf(id) ?? "";
    const number = this.#known.get(text) ?? this.ids.push(text) - 1;
    this.#known.set(text, number);
    if (typeof id === "number") this.#known.set(id, number);
    return number;
  }
}

type Place = Pick<Waiting, "index" | "segment">;

const placeOf = ({ index, segment }: Place): string => {
  const path = pathOf("annotations", index);
  return segment === null ? path : pathOf(`${path}.segments_info`, segment);
};

/** Collects a file; what is wrong with an annotation is told once, when it is read. */
class CocoReader {
  readonly #report: Report;
  readonly #categories = new Map<string, string>();
  readonly #categoryNumbers = new Numbers();
  /** By the numbers of their ids. */
  readonly #images: (CocoImage | undefined)[] = [];
  readonly #imageNumbers = new Numbers();
  readonly #waiting = new WaitingAnnotations();
  readonly #takesRegions: boolean;
  #imageCount = 0;
  #hasKeypoints = false;

  constructor(report: Report, takesRegions: boolean) {
    this.#report = report;
    this.#takesRegions = takesRegions;
  }

  /** Names of the categories in the file's order. */
  get classes(): string[] {
    return [...this.#categories.values()];
  }

  add(key: string, index: number, value: unknown): void {
    const fields = fieldsOf(value);
    if (key === "categories") this.#category(fields, pathOf(key, index));
    else if (key === "images") this.#image(fields, pathOf(key, index));
    else if (key === "annotations") this.#annotation(fields, index);
  }

  /** Some hundred at a time: to wait for each would take longer than to make its boxes. */
  async *pictures(): AsyncGenerator<Iterable<PictureLabels>> {
    const { ids } = this.#imageNumbers;
    const lost: (readonly [string, Waited])[] = [];
    for await (const pictures of this.#waiting.take(ids.length)) {
      const found: Found[] = [];
      for (const [number, read] of pictures) {
        const image = this.#images[number];
        if (image) found.push({ image, read });
        else for (const one of read()) lost.push([ids[number] ?? "", one]);
      }
      yield this.#labels(found);
    }
    for (const [id, one] of lost) {
      const path = `${placeOf(one)}.image_id`;
      this.#fail("coco.image_id", `\`${path}\` names no image`, id);
    }
  }

  *#labels(found: Found[]): Generator<PictureLabels> {
    found.sort((a, b) => a.image.place - b.image.place);
    for (const { image, read } of found) {
      const objects: PictureObject<Shape>[] = [];
      for (const one of read()) {
        const object = this.#object(one);
        if (object) objects.push(object);
      }
      yield { name: image.name, size: image.size, objects };
    }
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
    else {
      const number = this.#imageNumbers.of(id);
      if (this.#images[number])
        return this.#fail("coco.image", `\`${path}.id\` is used twice`, id);
      const size = sizeOf(fields["width"], fields["height"]);
      this.#images[number] = { place: this.#imageCount++, name, size };
    }
  }

  #annotation(fields: Fields, index: number): void {
    const segments = fields["segments_info"];
    if (!Array.isArray(segments))
      return this.#wait(fields, fields, { index, segment: null });
    this.#tell(
      "warning",
      "coco.panoptic",
      `\`${pathOf("annotations", index)}\`: the mask is left out, the boxes of its segments are taken`,
    );
    segments.forEach((one, segment) =>
      this.#wait(fieldsOf(one), fields, { index, segment }),
    );
  }

  #wait(fields: Fields, { image_id }: Fields, at: Place): void {
    const shape = this.#shape(fields, at);
    if (!shape)
      return this.#fail(
        "coco.bbox",
        `\`${placeOf(at)}\` must have a bbox of x, y, width, height, or a segmentation`,
        fields["bbox"],
      );
    if (fields["keypoints"] !== undefined && !this.#hasKeypoints) {
      this.#hasKeypoints = true;
      const path = placeOf(at);
      this.#tell("warning", "coco.keypoints", "Keypoints are left out", path);
    }
    this.#waiting.add(this.#imageNumbers.of(image_id), {
      index: at.index,
      segment: at.segment,
      category: this.#categoryNumbers.of(fields["category_id"]),
      shape,
      texts: textsOf(fields),
    });
  }

  /** What is kept of an annotation's place; null where it has none. */
  #shape(fields: Fields, at: Place): WaitingShape | null {
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
        `\`${placeOf(at)}.segmentation\` is ${hasMask ? "a mask" : "of several parts"}; its box is taken`,
      );
    return numbers && { kind: "box", numbers };
  }

  #object(waited: Waited): PictureObject<Shape> | null {
    const { category, texts, shape } = waited;
    const id = this.#categoryNumbers.ids[category] ?? "";
    const name = this.#categories.get(id);
    if (name !== undefined) {
      if (!shape)
        this.#tell(
          "warning",
          "coco.empty",
          `\`${placeOf(waited)}.segmentation\` has no pixels`,
        );
      return shape && objectOf(name, shape, texts);
    }
    this.#fail(
      "coco.category_id",
      `\`${placeOf(waited)}.category_id\` names no category`,
      id,
    );
    return null;
  }
}

const hasParts = (segmentation: unknown): boolean =>
  Array.isArray(segmentation) && segmentation.length > 1;

/**
 * Every picture of the file: in its order where the pictures stand first, else in the order of their
 * annotations, some hundred at a time. All annotations wait until the file is read, at 8 bytes a
 * coordinate; browsers may keep them on the disk.
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
  for await (const { key, index, values } of jsonRuns(file, report))
    if (index !== null)
      values.forEach((value, i) => reader.add(key, index + i, value));
  tellClasses(reader.classes);
  for await (const pictures of reader.pictures())
    for (const picture of pictures) yield picture;
}
