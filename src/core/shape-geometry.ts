/** Questions about one shape, and moves of whole shapes. Lengths are picture pixels. */
import type { Box, Point } from "./geometry.ts";
import { maskOf, movedMask, spansOf } from "./mask.ts";
import {
  areaOfRing,
  boundsOfPoints,
  distanceToRing,
  distanceToSegment,
  isInRing,
} from "./ring-geometry.ts";
import { ringsOf } from "./rings.ts";
import type { Shape } from "./shape.ts";
import { spannedArea, spansHave, spansWithin } from "./spans.ts";

/** Of a picture, in its own pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

export const distance = (a: Point, b: Point): number =>
  Math.hypot(a.x - b.x, a.y - b.y);

const clamp = (value: number, max: number): number =>
  Math.min(max, Math.max(0, value));

export const clampPoint = (at: Point, size: PictureSize): Point => ({
  x: clamp(at.x, size.width),
  y: clamp(at.y, size.height),
});

export function boundsOf(shape: Shape): Box {
  switch (shape.kind) {
    case "point":
      return boundsOfPoints([shape.point]);
    case "line":
      return boundsOfPoints([shape.from, shape.to]);
    case "bndbox":
      return shape;
    case "polygon":
      return boundsOfPoints(shape.points);
    case "multipolygon":
      return boundsOfPoints(shape.polygons.flatMap(([outer = []]) => outer));
    case "mask": {
      const { x, y, width, height } = shape;
      return { xMin: x, yMin: y, xMax: x + width, yMax: y + height };
    }
    case "circle": {
      const { center, radius } = shape;
      return {
        xMin: center.x - radius,
        yMin: center.y - radius,
        xMax: center.x + radius,
        yMax: center.y + radius,
      };
    }
  }
}

/** Square pixels; 0 for points and lines. Where a polygon crosses itself, what turns back counts against it. */
export function areaOf(shape: Shape): number {
  switch (shape.kind) {
    case "point":
    case "line":
      return 0;
    case "bndbox":
      return (shape.xMax - shape.xMin) * (shape.yMax - shape.yMin);
    case "circle":
      return Math.PI * shape.radius ** 2;
    case "polygon":
      return areaOfRing(shape.points);
    case "multipolygon":
      return shape.polygons.reduce(
        (sum, [outer = [], ...holes]) =>
          sum +
          areaOfRing(outer) -
          holes.reduce((cut, hole) => cut + areaOfRing(hole), 0),
        0,
      );
    case "mask":
      return spannedArea(spansOf(shape));
  }
}

export const middleOf = (box: Box): Point => ({
  x: (box.xMin + box.xMax) / 2,
  y: (box.yMin + box.yMax) / 2,
});

/** The corners of a box, clockwise from the top left. */
export const cornersOf = (box: Box): Point[] => [
  { x: box.xMin, y: box.yMin },
  { x: box.xMax, y: box.yMin },
  { x: box.xMax, y: box.yMax },
  { x: box.xMin, y: box.yMax },
];

/** Shortest way to what is drawn of the shape, from inside or outside. */
export function distanceToOutline(shape: Shape, at: Point): number {
  switch (shape.kind) {
    case "point":
      return distance(shape.point, at);
    case "line":
      return distanceToSegment(at, shape.from, shape.to);
    case "bndbox":
      return distanceToRing(at, cornersOf(shape));
    case "polygon":
      return distanceToRing(at, shape.points);
    case "multipolygon":
    case "mask":
      return Math.min(
        ...ringsOf(shape).map((ring) => distanceToRing(at, ring)),
      );
    case "circle":
      return Math.abs(distance(shape.center, at) - shape.radius);
  }
}

/** Whether a point lies in the area; points and lines have none. */
export function containsPoint(shape: Shape, at: Point): boolean {
  switch (shape.kind) {
    case "point":
    case "line":
      return false;
    case "bndbox":
      return (
        at.x >= shape.xMin &&
        at.x < shape.xMax &&
        at.y >= shape.yMin &&
        at.y < shape.yMax
      );
    case "polygon":
      return isInRing(at, shape.points);
    case "multipolygon":
      return shape.polygons.some(
        ([outer = [], ...holes]) =>
          isInRing(at, outer) && !holes.some((hole) => isInRing(at, hole)),
      );
    case "mask":
      return spansHave(spansOf(shape), at);
    case "circle":
      return distance(shape.center, at) < shape.radius;
  }
}

/**
 * The same shape with every point put through `map`; a circle keeps its radius, a box stays upright,
 * a mask moves with its corner by whole pixels.
 */
function mapPoints(shape: Shape, map: (at: Point) => Point): Shape {
  switch (shape.kind) {
    case "point":
      return { ...shape, point: map(shape.point) };
    case "line":
      return { ...shape, from: map(shape.from), to: map(shape.to) };
    case "bndbox": {
      const from = map({ x: shape.xMin, y: shape.yMin });
      const to = map({ x: shape.xMax, y: shape.yMax });
      return { ...shape, xMin: from.x, yMin: from.y, xMax: to.x, yMax: to.y };
    }
    case "polygon":
      return { ...shape, points: shape.points.map(map) };
    case "multipolygon":
      return {
        ...shape,
        polygons: shape.polygons.map((rings) =>
          rings.map((ring) => ring.map(map)),
        ),
      };
    case "mask": {
      const { x, y } = map(shape);
      return movedMask(shape, x - shape.x, y - shape.y);
    }
    case "circle":
      return { ...shape, center: map(shape.center) };
  }
}

export const translate = (shape: Shape, dx: number, dy: number): Shape =>
  mapPoints(shape, ({ x, y }) => ({ x: x + dx, y: y + dy }));

/**
 * Every point in the picture; a circle's middle is, its rim may reach beyond. Of a mask the pixels in
 * the picture are left; one without any stays as it is.
 */
export function clampShape<S extends Shape>(shape: S, size: PictureSize): S;
export function clampShape(shape: Shape, size: PictureSize): Shape {
  if (shape.kind === "mask")
    return maskOf(spansWithin(spansOf(shape), size)) ?? shape;
  return mapPoints(shape, (at) => clampPoint(at, size));
}

/** What must stay in the picture while a shape moves: of a circle, its middle. */
const anchorOf = (shape: Shape): Box =>
  shape.kind === "circle" ? boundsOfPoints([shape.center]) : boundsOf(shape);

/**
 * Moves shapes together, as far as the picture's edges let all of them go. One that lies outside
 * already may come nearer, not go further.
 */
export function moveTogether(
  shapes: readonly Shape[],
  by: Point,
  size: PictureSize,
): Shape[] {
  const anchors = shapes.map(anchorOf);
  const xMin = Math.min(...anchors.map((box) => box.xMin));
  const yMin = Math.min(...anchors.map((box) => box.yMin));
  const xMax = Math.max(...anchors.map((box) => box.xMax));
  const yMax = Math.max(...anchors.map((box) => box.yMax));
  const limit = (move: number, min: number, max: number, length: number) =>
    Math.min(Math.max(0, length - max), Math.max(Math.min(0, -min), move));
  const dx = limit(by.x, xMin, xMax, size.width);
  const dy = limit(by.y, yMin, yMax, size.height);
  return shapes.map((shape) => translate(shape, dx, dy));
}

/** A shape thinner than this, in picture pixels, was a slip of the hand. */
const LEAST_LENGTH = 1;

/** Whether there is anything to keep: a side, radius or line of 1 pixel, 3 points with an area. */
export function isWorthKeeping(shape: Shape): boolean {
  switch (shape.kind) {
    case "point":
      return true;
    case "line":
      return distance(shape.from, shape.to) >= LEAST_LENGTH;
    case "bndbox":
      return (
        shape.xMax - shape.xMin >= LEAST_LENGTH &&
        shape.yMax - shape.yMin >= LEAST_LENGTH
      );
    case "polygon": {
      const { xMin, yMin, xMax, yMax } = boundsOf(shape);
      return (
        shape.points.length >= 3 &&
        Math.max(xMax - xMin, yMax - yMin) >= LEAST_LENGTH
      );
    }
    case "multipolygon":
      return shape.polygons.length > 0;
    case "mask":
      return shape.counts !== "";
    case "circle":
      return shape.radius >= LEAST_LENGTH;
  }
}

/** Hands are not exact below this many steps per pixel, and short numbers keep files small. */
const STEPS = 10;
const round = (value: number): number => Math.round(value * STEPS) / STEPS;

/** Coordinates to a tenth of a pixel. */
export function roundShape(shape: Shape): Shape {
  const rounded = mapPoints(shape, ({ x, y }) => ({
    x: round(x),
    y: round(y),
  }));
  return rounded.kind === "circle"
    ? { ...rounded, radius: round(rounded.radius) }
    : rounded;
}
