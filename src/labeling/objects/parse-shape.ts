import type { Point } from "#core/geometry.ts";
import { maskOf, spansOf } from "#core/mask.ts";
import type { Mask, Shape } from "#core/shape.ts";
import {
  parseFlag,
  parseList,
  parseNumber,
  parseObject,
  parseText,
  refuse,
} from "#labeling/parse-value.ts";

function parsePoint(value: unknown, path: string): Point {
  const { x, y } = parseObject(value, path);
  return { x: parseNumber(x, `${path}.x`), y: parseNumber(y, `${path}.y`) };
}

function parseRing(value: unknown, path: string): Point[] {
  const points = parseList(value, path, parsePoint);
  return points.length >= 3 ? points : refuse(path, "at least 3 points", value);
}

/** Checked by reading it: there are pixels, and the box lies close around them. */
function parseMask(value: unknown, path: string): Mask {
  const fields = parseObject(value, path);
  const whole = (name: string): number => {
    const number = parseNumber(fields[name], `${path}.${name}`);
    return Number.isInteger(number) && number >= 0
      ? number
      : refuse(`${path}.${name}`, "a whole number, 0 or more", number);
  };
  const [x, y, width, height] = ["x", "y", "width", "height"].map(whole);
  const counts = parseText(fields["counts"], `${path}.counts`);
  const mask: Mask = {
    kind: "mask",
    x: x ?? 0,
    y: y ?? 0,
    width: width ?? 0,
    height: height ?? 0,
    counts,
  };
  const read = maskOf(spansOf(mask));
  const isClose =
    read?.x === mask.x &&
    read.y === mask.y &&
    read.width === mask.width &&
    read.height === mask.height;
  return isClose
    ? mask
    : refuse(path, "a mask of pixels in the box close around them", value);
}

/** A shape of any kind. @throws AppError('format'), detail.path = where. */
export function parseShape(value: unknown, path: string): Shape {
  const shape = parseObject(value, path);
  const number = (name: string): number =>
    parseNumber(shape[name], `${path}.${name}`);
  const point = (name: string): Point =>
    parsePoint(shape[name], `${path}.${name}`);
  switch (shape["kind"]) {
    case "point":
      return { kind: "point", point: point("point") };
    case "line":
      return {
        kind: "line",
        from: point("from"),
        to: point("to"),
        isDashed: parseFlag(shape["isDashed"], `${path}.isDashed`),
      };
    case "bndbox": {
      const [xMin, yMin] = [number("xMin"), number("yMin")];
      const [xMax, yMax] = [number("xMax"), number("yMax")];
      if (xMax < xMin || yMax < yMin)
        return refuse(
          path,
          "a box whose maximum is not below its minimum",
          value,
        );
      return { kind: "bndbox", xMin, yMin, xMax, yMax };
    }
    case "polygon":
      return {
        kind: "polygon",
        points: parseRing(shape["points"], `${path}.points`),
      };
    case "multipolygon": {
      const polygons = parseList(
        shape["polygons"],
        `${path}.polygons`,
        (rings, at) => parseList(rings, at, parseRing),
      );
      return polygons.length > 0 && polygons.every((rings) => rings.length > 0)
        ? { kind: "multipolygon", polygons }
        : refuse(`${path}.polygons`, "polygons of one ring or more", value);
    }
    case "mask":
      return parseMask(value, path);
    case "circle": {
      const radius = number("radius");
      return radius >= 0
        ? { kind: "circle", center: point("center"), radius }
        : refuse(`${path}.radius`, "0 or more", radius);
    }
    default:
      return refuse(
        `${path}.kind`,
        "point, line, bndbox, circle, polygon, multipolygon or mask",
        shape["kind"],
      );
  }
}
