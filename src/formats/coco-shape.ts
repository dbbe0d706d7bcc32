/** Where an annotation of a COCO file lies, as it waits to be made a shape: small, because all of a file wait. */
import type { Point } from "#core/geometry.ts";
import type { Shape } from "#core/shape.ts";
import { maskBox } from "./coco-rle.ts";

type Fields = Readonly<Record<string, unknown>>;

export type WaitingShape =
  /** x, y, width, height. */
  | { readonly kind: "box"; readonly numbers: ArrayLike<number> }
  /** x, y of each corner of each part. */
  | { readonly kind: "parts"; readonly parts: readonly ArrayLike<number>[] }
  /** Run-length codes, as the file has them. */
  | { readonly kind: "mask"; readonly mask: unknown };

function numbersOf(value: unknown): ArrayLike<number> | null {
  if (!Array.isArray(value)) return null;
  for (const entry of value) if (!Number.isFinite(entry)) return null;
  return value as number[];
}

/**
 * The box of an annotation, from its mask where there is no other. A negative width or height stays:
 * whoever reads the boxes decides what becomes of exchanged corners, as in other formats.
 */
export function boxNumbers({
  bbox,
  segmentation,
}: Fields): ArrayLike<number> | null {
  const box = numbersOf(bbox);
  if (box?.length === 4) return box;
  const around = maskBox(segmentation);
  if (!around) return null;
  const { xMin, yMin, xMax, yMax } = around;
  return [xMin, yMin, xMax - xMin, yMax - yMin];
}

/** The polygons of an annotation; null where there is a mask, or none. */
export function partsOf({ segmentation }: Fields): ArrayLike<number>[] | null {
  if (!Array.isArray(segmentation) || segmentation.length === 0) return null;
  const parts = segmentation.map(numbersOf);
  const isUsable = (
    part: ArrayLike<number> | null,
  ): part is ArrayLike<number> =>
    part !== null && part.length >= 6 && part.length % 2 === 0;
  return parts.every(isUsable) ? parts : null;
}

export const isMask = ({ segmentation }: Fields): boolean =>
  typeof segmentation === "object" &&
  segmentation !== null &&
  !Array.isArray(segmentation);

const pointsOf = (numbers: ArrayLike<number>): Point[] =>
  Array.from({ length: numbers.length / 2 }, (_, n) => ({
    x: numbers[2 * n] ?? 0,
    y: numbers[2 * n + 1] ?? 0,
  }));

/** @param numbers x, y, width and height stand in it at `from`. */
export function boxShape(numbers: ArrayLike<number>, from: number): Shape {
  const xMin = numbers[from] ?? 0;
  const yMin = numbers[from + 1] ?? 0;
  const xMax = xMin + (numbers[from + 2] ?? 0);
  const yMax = yMin + (numbers[from + 3] ?? 0);
  return { kind: "bndbox", xMin, yMin, xMax, yMax };
}

/** @param parts x, y of each corner of each part. */
export function partsShape(parts: readonly ArrayLike<number>[]): Shape {
  const rings = parts.map(pointsOf);
  const [first = [], second] = rings;
  return second
    ? { kind: "multipolygon", polygons: rings.map((ring) => [ring]) }
    : { kind: "polygon", points: first };
}
