/** The square of a picture that shows one object, and the object's outline in it. */
import type { Box } from "#core/geometry.ts";
import { ringsOf } from "#core/rings.ts";
import type { Shape } from "#core/shape.ts";
import { boundsOf } from "#core/shape-geometry.ts";

/** Picture pixels; it may reach beyond the picture. */
export interface CropSquare {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

/** How much of the crop's side the object fills, so that what lies round it helps to tell it. */
const FILL = 0.75;
/** Picture pixels: of smaller objects, dots above all, more of what lies round them is shown. */
const LEAST_SIDE = 40;
/** More points than this cannot be told apart in a crop. */
const MOST_POINTS = 400;
/** Units of the outline along a side of the crop. */
export const OUTLINE_SIDE = 100;

export function cropSquare(shape: Shape): CropSquare {
  const { xMin, yMin, xMax, yMax }: Box = boundsOf(shape);
  const side = Math.max(LEAST_SIDE, Math.max(xMax - xMin, yMax - yMin) / FILL);
  return {
    x: (xMin + xMax) / 2 - side / 2,
    y: (yMin + yMax) / 2 - side / 2,
    side,
  };
}

/** The shape as the `d` of an SVG path, 0 to `OUTLINE_SIDE` along the crop. */
export function outlineOf(shape: Shape, crop: CropSquare): string {
  const scale = OUTLINE_SIDE / crop.side;
  const round = (value: number): string => String(Math.round(value * 10) / 10);
  const at = (x: number, y: number): string =>
    `${round((x - crop.x) * scale)} ${round((y - crop.y) * scale)}`;
  const circle = (x: number, y: number, radius: number): string => {
    const r = round(radius * scale);
    const arc = `A${r} ${r} 0 0 0 `;
    return `M${at(x - radius, y)}${arc}${at(x + radius, y)}${arc}${at(x - radius, y)}`;
  };
  switch (shape.kind) {
    case "point":
      return circle(shape.point.x, shape.point.y, 3 / scale);
    case "line":
      return `M${at(shape.from.x, shape.from.y)}L${at(shape.to.x, shape.to.y)}`;
    case "bndbox":
      return `M${at(shape.xMin, shape.yMin)}L${at(shape.xMax, shape.yMin)}L${at(shape.xMax, shape.yMax)}L${at(shape.xMin, shape.yMax)}Z`;
    case "circle":
      return circle(shape.center.x, shape.center.y, shape.radius);
    case "polygon":
    case "multipolygon":
    case "mask": {
      const rings = ringsOf(shape);
      const points = rings.reduce((sum, ring) => sum + ring.length, 0);
      const step = Math.ceil(points / MOST_POINTS);
      return rings
        .map((ring) => ring.filter((_, i) => i % step === 0))
        .filter((ring) => ring.length > 1)
        .map((ring) => `M${ring.map(({ x, y }) => at(x, y)).join("L")}Z`)
        .join("");
    }
  }
}
