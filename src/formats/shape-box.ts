import type { Box, Point } from "#core/geometry.ts";
import type { VocShape } from "./voc-xml.ts";

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

/** What a shape covers; a point's box has no area. */
export function boxOfShape(shape: VocShape): Box {
  switch (shape.kind) {
    case "bndbox": {
      const { xMin, yMin, xMax, yMax } = shape;
      return { xMin, yMin, xMax, yMax };
    }
    case "point": {
      const { x, y } = shape.point;
      return { xMin: x, yMin: y, xMax: x, yMax: y };
    }
    case "line":
      return boxAround([shape.from, shape.to]) as Box;
    case "polygon":
      return boxAround(shape.points) as Box;
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

/** Clockwise from the upper left. */
export const cornersOf = ({ xMin, yMin, xMax, yMax }: Box): Point[] => [
  { x: xMin, y: yMin },
  { x: xMax, y: yMin },
  { x: xMax, y: yMax },
  { x: xMin, y: yMax },
];

/** Shares of a picture's sides to its pixels; a radius is a share of the width. */
export function scaledShape(
  shape: VocShape,
  width: number,
  height: number,
): VocShape {
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
