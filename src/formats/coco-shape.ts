/** Where an annotation of a COCO file lies, as it waits to be made a shape: small, because all of a file wait. */
import type { Point } from "#core/geometry.ts";
import type { Shape } from "#core/shape.ts";
import { maskBox, maskFromRle } from "./coco-rle.ts";

type Fields = Readonly<Record<string, unknown>>;

export type WaitingShape =
  /** x, y, width, height. */
  | { readonly kind: "box"; readonly numbers: Float64Array }
  /** x, y of each corner of each part. */
  | { readonly kind: "parts"; readonly parts: readonly Float64Array[] }
  /** Run-length codes, as the file has them. */
  | { readonly kind: "mask"; readonly mask: unknown };

const numbersOf = (value: unknown): Float64Array | null =>
  Array.isArray(value) && value.every((entry) => Number.isFinite(entry))
    ? Float64Array.from(value as number[])
    : null;

/** The box of an annotation, from its mask where there is no other. */
export function boxNumbers({
  bbox,
  segmentation,
}: Fields): Float64Array | null {
  const box = numbersOf(bbox);
  if (box?.length === 4) {
    const [, , width = -1, height = -1] = box;
    return width >= 0 && height >= 0 ? box : null;
  }
  const around = maskBox(segmentation);
  if (!around) return null;
  const { xMin, yMin, xMax, yMax } = around;
  return Float64Array.of(xMin, yMin, xMax - xMin, yMax - yMin);
}

/** The polygons of an annotation; null where there is a mask, or none. */
export function partsOf({ segmentation }: Fields): Float64Array[] | null {
  if (!Array.isArray(segmentation) || segmentation.length === 0) return null;
  const parts = segmentation.map(numbersOf);
  const isUsable = (part: Float64Array | null): part is Float64Array =>
    part !== null && part.length >= 6 && part.length % 2 === 0;
  return parts.every(isUsable) ? parts : null;
}

export const isMask = ({ segmentation }: Fields): boolean =>
  typeof segmentation === "object" &&
  segmentation !== null &&
  !Array.isArray(segmentation);

const pointsOf = (numbers: Float64Array): Point[] =>
  Array.from({ length: numbers.length / 2 }, (_, n) => ({
    x: numbers[2 * n] ?? 0,
    y: numbers[2 * n + 1] ?? 0,
  }));

/** Null for a mask without pixels. */
export function shapeOf(waiting: WaitingShape): Shape | null {
  if (waiting.kind === "mask") return maskFromRle(waiting.mask);
  if (waiting.kind === "parts") {
    const rings = waiting.parts.map(pointsOf);
    const [first = [], second] = rings;
    return second
      ? { kind: "multipolygon", polygons: rings.map((ring) => [ring]) }
      : { kind: "polygon", points: first };
  }
  const [xMin = 0, yMin = 0, width = 0, height = 0] = waiting.numbers;
  const [xMax, yMax] = [xMin + width, yMin + height];
  return { kind: "bndbox", xMin, yMin, xMax, yMax };
}
