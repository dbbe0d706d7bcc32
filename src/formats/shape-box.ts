import type { Box, Point } from "#core/geometry.ts";
import type { PlainShape, Shape } from "#core/shape.ts";
import { boundsOf } from "#core/shape-geometry.ts";

/** The smallest box around some points; null for none. */
export function boxAround(points: readonly Point[]): Box | null {
  if (points.length === 0) return null;
  let [xMin, yMin, xMax, yMax] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    xMin = Math.min(xMin, x);
    yMin = Math.min(yMin, y);
    xMax = Math.max(xMax, x);
    yMax = Math.max(yMax, y);
  }
  return { xMin, yMin, xMax, yMax };
}

/** A box whose maximum lies below its minimum has its corners exchanged: the same box with the right ones. */
export function uprightShape<S extends Shape>(shape: S): S {
  if (shape.kind !== "bndbox") return shape;
  const { xMin, yMin, xMax, yMax } = shape;
  if (xMin <= xMax && yMin <= yMax) return shape;
  return {
    ...shape,
    xMin: Math.min(xMin, xMax),
    yMin: Math.min(yMin, yMax),
    xMax: Math.max(xMin, xMax),
    yMax: Math.max(yMin, yMax),
  };
}

/** What a shape covers; a point's box has no area. */
export function boxOfShape(shape: Shape): Box {
  const { xMin, yMin, xMax, yMax } = boundsOf(shape);
  return { xMin, yMin, xMax, yMax };
}

/** Clockwise from the upper left. */
export const cornersOf = ({ xMin, yMin, xMax, yMax }: Box): Point[] => [
  { x: xMin, y: yMin },
  { x: xMax, y: yMin },
  { x: xMax, y: yMax },
  { x: xMin, y: yMax },
];

/** Shares of a picture's sides to its pixels; a radius is a share of the width. */
export function scaledShape(
  shape: PlainShape,
  width: number,
  height: number,
): PlainShape {
  const scaled = ({ x, y }: Point): Point => ({ x: x * width, y: y * height });
  switch (shape.kind) {
    case "bndbox":
      return {
        kind: "bndbox",
        xMin: shape.xMin * width,
        yMin: shape.yMin * height,
        xMax: shape.xMax * width,
        yMax: shape.yMax * height,
      };
    case "point":
      return { kind: "point", point: scaled(shape.point) };
    case "line":
      return { ...shape, from: scaled(shape.from), to: scaled(shape.to) };
    case "polygon":
      return { kind: "polygon", points: shape.points.map(scaled) };
    case "circle":
      return {
        kind: "circle",
        center: scaled(shape.center),
        radius: shape.radius * width,
      };
  }
}
