/**
 * The outline of an object of which the outermost places are known. Source of the way of asking:
 * Papadopoulos et al., "Extreme clicking for efficient object annotation", ICCV 2017.
 */
import {
  BACKGROUND,
  grabCut,
  OBJECT,
  PERHAPS_BACKGROUND,
  PERHAPS_OBJECT,
  type Pixels,
} from "#analysis/grab-cut.ts";
import type { Box, Point } from "#core/geometry.ts";
import { outlineOfSpans } from "#core/mask-outline.ts";
import { spansOfRings, spansOfStroke } from "#core/rasterize.ts";
import { areaOfRing, boundsOfPoints, outerRings } from "#core/ring-geometry.ts";
import type { PictureSize } from "#core/shape-geometry.ts";
import { rowOf, SpanRows, type Spans, STRIDE } from "#core/spans.ts";
import { simplifiedPath } from "./clip-polygons.ts";

/** Pixels along the longer side of what is looked at: enough for an outline, and done in a second. */
const SIDE = 192;
/** Of the object's own size, on each side: the ground it lies on. */
const MARGIN = 0.2;
/** Of the crop's pixels: how far a simpler outline may lie off. */
const TOLERANCE = 1.3;

/** A part of the picture, made smaller. */
export interface Crop {
  /** Picture pixels. */
  readonly box: Box;
  readonly width: number;
  readonly height: number;
}

export function cropAround(points: readonly Point[], size: PictureSize): Crop {
  const { xMin, yMin, xMax, yMax } = boundsOfPoints(points);
  const margin = Math.max(4, MARGIN * Math.max(xMax - xMin, yMax - yMin));
  const box = {
    xMin: Math.max(0, Math.floor(xMin - margin)),
    yMin: Math.max(0, Math.floor(yMin - margin)),
    xMax: Math.min(size.width, Math.ceil(xMax + margin)),
    yMax: Math.min(size.height, Math.ceil(yMax + margin)),
  };
  const [across, down] = [box.xMax - box.xMin, box.yMax - box.yMin];
  const scale = Math.min(1, SIDE / Math.max(across, down));
  return {
    box,
    width: Math.max(1, Math.round(across * scale)),
    height: Math.max(1, Math.round(down * scale)),
  };
}

/** Round their middle, so that the way through them crosses nothing. */
export function inTurn(points: readonly Point[]): Point[] {
  const x = points.reduce((sum, point) => sum + point.x, 0) / points.length;
  const y = points.reduce((sum, point) => sum + point.y, 0) / points.length;
  const angle = (point: Point): number => Math.atan2(point.y - y, point.x - x);
  return points.toSorted((a, b) => angle(a) - angle(b));
}

function paint(known: Uint8Array, width: number, spans: Spans, value: number) {
  for (let i = 0; i < spans.length; i += 2) {
    const [from = 0, to = 0] = [spans[i], spans[i + 1]];
    const begin = rowOf(from) * width + (from % STRIDE);
    known.fill(value, begin, begin + to - from);
  }
}

/** What the points say of each pixel. @param points pixels of the crop. */
function knownFrom(points: readonly Point[], size: PictureSize): Uint8Array {
  const known = new Uint8Array(size.width * size.height).fill(BACKGROUND);
  const box = boundsOfPoints(points);
  const around = [
    { x: box.xMin - 1, y: box.yMin - 1 },
    { x: box.xMax + 1, y: box.yMin - 1 },
    { x: box.xMax + 1, y: box.yMax + 1 },
    { x: box.xMin - 1, y: box.yMax + 1 },
  ];
  const set = (spans: Spans, value: number): void =>
    paint(known, size.width, spans, value);
  set(spansOfRings([around], size), PERHAPS_BACKGROUND);
  set(spansOfRings([inTurn(points)], size), PERHAPS_OBJECT);
  const middle = {
    x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
    y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
  };
  const side = Math.min(box.xMax - box.xMin, box.yMax - box.yMin);
  set(spansOfStroke([middle], Math.max(1, side / 12), size), OBJECT);
  return known;
}

/** The border of the largest part, in pixels of the crop; null when nothing was found. */
function largestRing(side: Uint8Array, { width, height }: PictureSize) {
  const rows = new SpanRows({ width, height });
  side.forEach((value, i) => {
    const x = i % width;
    if (value) rows.add(Math.floor(i / width), x, x + 1);
  });
  const [largest = null] = outerRings(outlineOfSpans(rows.spans)).sort(
    (a, b) => areaOfRing(b) - areaOfRing(a),
  );
  return largest;
}

/**
 * @param points four outermost places, picture pixels, in any order.
 * @param pixels of the crop.
 * @returns the outline, picture pixels; null when no object stands out.
 */
export function extremeOutline(
  points: readonly Point[],
  { box, width, height }: Crop,
  pixels: Pixels,
): Point[] | null {
  const across = (box.xMax - box.xMin) / width;
  const down = (box.yMax - box.yMin) / height;
  const inCrop = points.map(({ x, y }) => ({
    x: (x - box.xMin) / across,
    y: (y - box.yMin) / down,
  }));
  const side = grabCut(pixels, knownFrom(inCrop, { width, height }));
  const ring = largestRing(side, { width, height });
  if (!ring) return null;
  return simplifiedPath(ring, TOLERANCE).map(({ x, y }) => ({
    x: box.xMin + x * across,
    y: box.yMin + y * down,
  }));
}
