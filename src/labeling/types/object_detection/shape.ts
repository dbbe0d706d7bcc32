import type { LabelId } from "#core/ids.ts";
import type { Point } from "#core/geometry.ts";
import type { VocObject, VocShape } from "#formats/voc-xml.ts";
import {
  parseFlag,
  parseList,
  parseNumber,
  parseObject,
  parseShare,
  parseText,
  refuse,
} from "#labeling/parse-value.ts";

/** One object of a picture. Pixels as in `core/geometry.ts`. */
export interface DetectedObject extends Omit<VocObject, "name"> {
  readonly label: LabelId;
}

function parsePoint(value: unknown, path: string): Point {
  const { x, y } = parseObject(value, path);
  return { x: parseNumber(x, `${path}.x`), y: parseNumber(y, `${path}.y`) };
}

function parseShape(value: unknown, path: string): VocShape {
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
    case "polygon": {
      const points = parseList(shape["points"], `${path}.points`, parsePoint);
      return points.length >= 3
        ? { kind: "polygon", points }
        : refuse(`${path}.points`, "at least 3 points", value);
    }
    case "circle": {
      const radius = number("radius");
      return radius >= 0
        ? { kind: "circle", center: point("center"), radius }
        : refuse(`${path}.radius`, "0 or more", radius);
    }
    default:
      return refuse(
        `${path}.kind`,
        "point, line, bndbox, polygon or circle",
        shape["kind"],
      );
  }
}

/** @throws AppError('format'), detail.path = where. */
export function parseDetectedObject(
  value: unknown,
  path: string,
): DetectedObject {
  const fields = parseObject(value, path);
  const flag = (name: string): boolean =>
    parseFlag(fields[name], `${path}.${name}`);
  const attributes = Object.entries(
    parseObject(fields["attributes"], `${path}.attributes`),
  ).map(([name, text]) => [
    name,
    typeof text === "string"
      ? text
      : refuse(`${path}.attributes.${name}`, "a text", text),
  ]);
  return {
    label: parseText(fields["label"], `${path}.label`) as LabelId,
    pose: parseText(fields["pose"], `${path}.pose`),
    truncated: flag("truncated"),
    occluded: flag("occluded"),
    difficult: flag("difficult"),
    confidence: parseShare(fields["confidence"], `${path}.confidence`),
    hardCoefficient: parseShare(
      fields["hardCoefficient"],
      `${path}.hardCoefficient`,
    ),
    shape: parseShape(fields["shape"], `${path}.shape`),
    attributes: Object.fromEntries(attributes) as Record<string, string>,
  };
}
