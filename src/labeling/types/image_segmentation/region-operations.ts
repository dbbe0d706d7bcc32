/** What tools make of regions. Polygons stay polygons; where a mask takes part, the result is a mask. */
import type { Point } from "#core/geometry.ts";
import { maskOf } from "#core/mask.ts";
import { spansOfRings, spansOfStroke } from "#core/rasterize.ts";
import { pixelsOf } from "#core/region-mask.ts";
import { areaOfRing, isInRing, outerRings } from "#core/ring-geometry.ts";
import { ringsOf } from "#core/rings.ts";
import type { RegionShape } from "#core/shape.ts";
import type { PictureSize } from "#core/shape-geometry.ts";
import { subtracted, united, unitedAll } from "#core/spans.ts";
import {
  polygonsOfRings,
  shapeOfPolygons,
  simplifiedPath,
  strokeRings,
  subtractedPolygons,
  unitedPolygons,
} from "./clip-polygons.ts";

/** A brush on its way over the picture; picture pixels. */
export interface BrushStroke {
  readonly points: readonly Point[];
  readonly radius: number;
}

/** Painted over, or with `isErasing` taken away; null when nothing is left. */
export function painted(
  shape: RegionShape | null,
  { points, radius }: BrushStroke,
  isErasing: boolean,
  size: PictureSize,
): RegionShape | null {
  if (shape && shape.kind !== "mask") {
    const rings = strokeRings(points, radius).map((ring) =>
      ring.map(({ x, y }) => ({
        x: Math.min(size.width, Math.max(0, x)),
        y: Math.min(size.height, Math.max(0, y)),
      })),
    );
    return isErasing
      ? shapeOfPolygons(subtractedPolygons(ringsOf(shape), rings))
      : unitedPolygons([ringsOf(shape), rings]);
  }
  const stroke = spansOfStroke(points, radius, size);
  const before = shape ? pixelsOf(shape, size) : [];
  return maskOf((isErasing ? subtracted : united)(before, stroke));
}

/** All of them in one. */
export function merged(
  shapes: readonly RegionShape[],
  size: PictureSize,
): RegionShape | null {
  return shapes.some(({ kind }) => kind === "mask")
    ? maskOf(unitedAll(shapes.map((shape) => pixelsOf(shape, size))))
    : unitedPolygons(shapes.map(ringsOf));
}

/** Without what a polygon covers: a piece less, or a hole. Null when nothing is left. */
export function cutOut(
  shape: RegionShape,
  polygon: readonly Point[],
  size: PictureSize,
): RegionShape | null {
  if (shape.kind === "mask")
    return maskOf(
      subtracted(pixelsOf(shape, size), spansOfRings([polygon], size)),
    );
  return shapeOfPolygons(subtractedPolygons(ringsOf(shape), [polygon]));
}

/** Half the width of a cut: what it takes away is lost in the rounding, so that both sides meet. */
const CUT = 0.02;

/** The two long sides of a line, close together. */
function sliver(from: Point, to: Point): Point[] {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const dx = (-(to.y - from.y) / length) * CUT;
  const dy = ((to.x - from.x) / length) * CUT;
  return [
    { x: from.x + dx, y: from.y + dy },
    { x: to.x + dx, y: to.y + dy },
    { x: to.x - dx, y: to.y - dy },
    { x: from.x - dx, y: from.y - dy },
  ];
}

/**
 * The regions on both sides of a line; parts that it does not cross stay with the first. Null when
 * it does not go all the way through.
 */
export function splitBy(
  shape: RegionShape,
  from: Point,
  to: Point,
  size: PictureSize,
): RegionShape[] | null {
  const whole: Point[][][] = [];
  const pieces: Point[][][] = [];
  for (const part of polygonsOfRings(ringsOf(shape))) {
    const halves = subtractedPolygons(part, [sliver(from, to)]);
    if (halves.length > 1) pieces.push(...halves);
    else whole.push(part);
  }
  const [first, ...others] = pieces;
  if (!first) return null;
  const rest = others.map((other) => shapeOfPolygons([other])).filter(isShape);
  if (shape.kind !== "mask")
    return [shapeOfPolygons([first, ...whole]), ...rest].filter(isShape);
  // Pixels whose middles lie on the line are of the first half, so that none is lost.
  const parts = rest.map((other) => pixelsOf(other, size));
  const firstPart = subtracted(pixelsOf(shape, size), unitedAll(parts));
  return [firstPart, ...parts].map(maskOf).filter(isShape);
}

const isShape = <S extends RegionShape>(shape: S | null): shape is S =>
  shape !== null;

/** The smallest hole around a place filled; null where there is none. */
export function filled(
  shape: RegionShape,
  at: Point,
  size: PictureSize,
): RegionShape | null {
  const rings = ringsOf(shape);
  const outer = new Set(
    shape.kind === "mask"
      ? outerRings(rings)
      : shape.kind === "multipolygon"
        ? shape.polygons.flatMap(([ring]) => (ring ? [ring] : []))
        : rings,
  );
  const [hole] = rings
    .filter((ring) => !outer.has(ring) && isInRing(at, ring))
    .sort((a, b) => areaOfRing(a) - areaOfRing(b));
  if (!hole) return null;
  if (shape.kind !== "mask") return unitedPolygons([rings, [hole]]);
  return maskOf(united(pixelsOf(shape, size), spansOfRings([hole], size)));
}

/** Pixels' edges are stairs; this much flatter they are lines. Pixels. */
const STAIRS = 0.9;

/** The region by its borders. @param tolerance how far these may lie off, pixels. */
export function asPolygons(
  shape: RegionShape,
  tolerance = STAIRS,
): RegionShape | null {
  if (shape.kind !== "mask") return shape;
  const polygons = polygonsOfRings(ringsOf(shape));
  return shapeOfPolygons(
    polygons.map((rings) =>
      rings.map((ring) => simplifiedPath(ring, tolerance)),
    ),
  );
}
