/**
 * What one polygon cannot say: the guide has no other shape for image segmentation. Several rings and
 * masks are written as an item of the object's properties, beside the largest outer ring as its
 * polygon, which is what others read.
 */
import type { Point } from "#core/geometry.ts";
import type { RegionShape, Shape } from "#core/shape.ts";

/** Name of the item. */
export const REGION = "@gleaner:region";

/** Null for shapes that the guide can write. */
export function regionText(shape: Shape): string | null {
  if (shape.kind === "mask") {
    const { x, y, width, height, counts } = shape;
    return JSON.stringify({ mask: [x, y, width, height, counts] });
  }
  if (shape.kind !== "multipolygon") return null;
  return JSON.stringify({
    polygons: shape.polygons.map((rings) =>
      rings.map((ring) => ring.flatMap(({ x, y }) => [x, y])),
    ),
  });
}

function ringOf(value: unknown): Point[] | null {
  if (!Array.isArray(value) || value.length < 6 || value.length % 2 !== 0)
    return null;
  const numbers: readonly unknown[] = value;
  const points: Point[] = [];
  for (let i = 0; i < numbers.length; i += 2) {
    const [x, y] = [numbers[i], numbers[i + 1]];
    if (typeof x !== "number" || typeof y !== "number") return null;
    points.push({ x, y });
  }
  return points;
}

const listOf = <T>(
  value: unknown,
  read: (entry: unknown) => T | null,
): T[] | null => {
  if (!Array.isArray(value) || value.length === 0) return null;
  const entries = value.map(read);
  return entries.every((entry) => entry !== null) ? entries : null;
};

/** Null for a text that says no region; then the polygon beside it counts. */
export function parseRegion(text: string): RegionShape | null {
  let value: { readonly mask?: unknown; readonly polygons?: unknown } | null;
  try {
    value = JSON.parse(text) as typeof value;
  } catch {
    return null;
  }
  const polygons = listOf(value?.polygons, (rings) => listOf(rings, ringOf));
  if (polygons) return { kind: "multipolygon", polygons };
  const [x, y, width, height, counts] = Array.isArray(value?.mask)
    ? (value.mask as unknown[])
    : [];
  const isMask =
    [x, y, width, height].every(
      (entry) => Number.isInteger(entry) && (entry as number) >= 0,
    ) && typeof counts === "string";
  return isMask
    ? ({ kind: "mask", x, y, width, height, counts } as RegionShape)
    : null;
}
