/** Questions about one shape, and moves of whole shapes. Lengths are picture pixels. */
import type { Box, Point } from "./geometry.ts";
import type { Shape } from "./shape.ts";

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

/** The box around points; around nothing it is empty and infinite. */
export function boundsOfPoints(points: readonly Point[]): Box {
  let [xMin, yMin, xMax, yMax] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    if (x < xMin) xMin = x;
    if (x > xMax) xMax = x;
    if (y < yMin) yMin = y;
    if (y > yMax) yMax = y;
  }
  return { xMin, yMin, xMax, yMax };
}

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
    case "polygon": {
      let twice = 0;
      let before = shape.points.at(-1);
      for (const point of shape.points) {
        if (before) twice += before.x * point.y - point.x * before.y;
        before = point;
      }
      return Math.abs(twice) / 2;
    }
  }
}

/** Shortest way from `at` to the straight piece between `a` and `b`. */
export function distanceToSegment(at: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const along =
    length === 0 ? 0 : ((at.x - a.x) * dx + (at.y - a.y) * dy) / length;
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(at.x - a.x - t * dx, at.y - a.y - t * dy);
}

/** The corners of a box, clockwise from the top left. */
export const cornersOf = (box: Box): Point[] => [
  { x: box.xMin, y: box.yMin },
  { x: box.xMax, y: box.yMin },
  { x: box.xMax, y: box.yMax },
  { x: box.xMin, y: box.yMax },
];

function distanceToRing(at: Point, ring: readonly Point[]): number {
  let [least, before] = [Infinity, ring.at(-1)];
  for (const point of ring) {
    if (before) least = Math.min(least, distanceToSegment(at, before, point));
    before = point;
  }
  return least;
}

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
    case "circle":
      return Math.abs(distance(shape.center, at) - shape.radius);
  }
}

/** Inside by the even-odd rule. */
function isInRing({ x, y }: Point, ring: readonly Point[]): boolean {
  let isIn = false;
  let before = ring.at(-1);
  for (const point of ring) {
    if (before && point.y > y !== before.y > y) {
      const share = (y - point.y) / (before.y - point.y);
      if (x < point.x + share * (before.x - point.x)) isIn = !isIn;
    }
    before = point;
  }
  return isIn;
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
    case "circle":
      return distance(shape.center, at) < shape.radius;
  }
}

/** The same shape with every point put through `map`; a circle keeps its radius, a box stays upright. */
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
    case "circle":
      return { ...shape, center: map(shape.center) };
  }
}

export const translate = (shape: Shape, dx: number, dy: number): Shape =>
  mapPoints(shape, ({ x, y }) => ({ x: x + dx, y: y + dy }));

/** Every point in the picture; a circle's middle is, its rim may reach beyond. */
export const clampShape = (shape: Shape, size: PictureSize): Shape =>
  mapPoints(shape, (at) => clampPoint(at, size));

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
