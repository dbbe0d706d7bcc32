import { AppError } from "#core/errors.ts";
import type { Point } from "#core/geometry.ts";
import { boxAround, cornersOf } from "./shape-box.ts";
import type { VocShape } from "./voc-xml.ts";

export type XmlAttributes = Readonly<Record<string, string>>;

const SHAPES = new Set([
  "box",
  "polygon",
  "polyline",
  "points",
  "ellipse",
  "mask",
  "cuboid",
]);

export const isCvatShape = (name: string): boolean => SHAPES.has(name);

function numberOf(attributes: XmlAttributes, name: string): number {
  const text = attributes[name]?.trim() ?? "";
  const number = text === "" ? Number.NaN : Number(text);
  if (Number.isFinite(number)) return number;
  throw new AppError("format", `\`${name}\` must be a number`, { value: text });
}

function pointsOf({ points = "" }: XmlAttributes): Point[] {
  return points.split(";").map((pair) => {
    const [x, y] = pair.split(",").map(Number);
    if (x !== undefined && y !== undefined && !Number.isNaN(x + y))
      return { x, y };
    throw new AppError("format", "`points` must be pairs of numbers", {
      value: pair,
    });
  });
}

/** Turned about its centre by degrees, clockwise as y points down. */
function turned(points: readonly Point[], degrees: number): Point[] {
  const box = boxAround(points);
  if (!box) return [];
  const [x0, y0] = [(box.xMin + box.xMax) / 2, (box.yMin + box.yMax) / 2];
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return points.map(({ x, y }) => ({
    x: x0 + (x - x0) * cos - (y - y0) * sin,
    y: y0 + (x - x0) * sin + (y - y0) * cos,
  }));
}

function boxOf(attributes: XmlAttributes, names: readonly string[]): VocShape {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = names.map((name) =>
    numberOf(attributes, name),
  );
  const box = { xMin: x1, yMin: y1, xMax: x2, yMax: y2 };
  const degrees = Number(attributes["rotation"] ?? 0);
  return degrees % 360 === 0 || Number.isNaN(degrees)
    ? { kind: "bndbox", ...box }
    : { kind: "polygon", points: turned(cornersOf(box), degrees) };
}

function around(points: readonly Point[]): VocShape {
  const box = boxAround(points);
  if (box) return { kind: "bndbox", ...box };
  throw new AppError("format", "There must be points");
}

/**
 * @returns the shape, or its box where Gleaner has no such shape.
 * @throws AppError('format') for numbers that are none.
 */
export function cvatShape(
  name: string,
  attributes: XmlAttributes,
): { readonly shape: VocShape; readonly isExact: boolean } {
  const exact = (shape: VocShape) => ({ shape, isExact: true });
  const rough = (shape: VocShape) => ({ shape, isExact: false });
  const number = (key: string): number => numberOf(attributes, key);
  switch (name) {
    case "box":
      return exact(boxOf(attributes, ["xtl", "ytl", "xbr", "ybr"]));
    case "cuboid": {
      const corners = Object.keys(attributes).filter((key) =>
        /^[xy][tb][lr][12]$/.test(key),
      );
      return rough(
        around(
          corners
            .filter((key) => key.startsWith("x"))
            .map((key) => ({ x: number(key), y: number(`y${key.slice(1)}`) })),
        ),
      );
    }
    case "mask": {
      const [left, top] = [number("left"), number("top")];
      const [width, height] = [number("width"), number("height")];
      return rough({
        kind: "bndbox",
        xMin: left,
        yMin: top,
        xMax: left + width,
        yMax: top + height,
      });
    }
    case "ellipse": {
      const center = { x: number("cx"), y: number("cy") };
      const [rx, ry] = [Math.abs(number("rx")), Math.abs(number("ry"))];
      return rx === ry
        ? exact({ kind: "circle", center, radius: rx })
        : rough(
            around([
              { x: center.x - rx, y: center.y - ry },
              { x: center.x + rx, y: center.y + ry },
            ]),
          );
    }
    default: {
      const points = pointsOf(attributes);
      const [first, second] = points;
      if (name === "polygon" && points.length >= 3)
        return exact({ kind: "polygon", points });
      if (name === "points" && first && points.length === 1)
        return exact({ kind: "point", point: first });
      if (name === "polyline" && first && second && points.length === 2)
        return exact({
          kind: "line",
          from: first,
          to: second,
          isDashed: false,
        });
      return rough(around(points));
    }
  }
}
