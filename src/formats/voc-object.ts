import { AppError } from "#core/errors.ts";
import type { Point } from "#core/geometry.ts";
import type { Shape } from "#core/shape.ts";
import { parseRegion, REGION } from "./voc-region.ts";
import type { VocObject, VocShape } from "./voc-xml.ts";

/** An element as the XML library gives it: text, or children by name, attributes with `@`. */
export type XmlNode = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is XmlNode =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The text of an element, with or without attributes; "" when it is missing. */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  const text = isNode(value) ? value["#text"] : undefined;
  return typeof text === "string" ? text : "";
}

export function readNumber(value: unknown): number | null {
  const text = textOf(value).trim();
  const number = text === "" ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : null;
}

function fail(message: string, value: unknown): never {
  throw new AppError("format", message, {
    value: (JSON.stringify(value) ?? "").slice(0, 200),
  });
}

function need(node: XmlNode, ...names: readonly string[]): number {
  for (const name of names) {
    const found = node[name];
    const number = readNumber(Array.isArray(found) ? found[0] : found);
    if (number !== null) return number;
  }
  return fail(`\`${names[0] ?? ""}\` must be a number`, node);
}

const pointAt = (node: XmlNode, n: number): Point => ({
  x: need(node, `x${String(n)}`),
  y: need(node, `y${String(n)}`),
});

function boxOf(node: XmlNode): VocShape {
  const list: unknown = node["ymin"];
  const second: unknown = Array.isArray(list) ? list[1] : undefined;
  const [x1, y1, x2] = [
    need(node, "xmin"),
    need(node, "ymin"),
    need(node, "xmax"),
  ];
  const y2 = readNumber(node["ymax"]) ?? readNumber(second);
  if (y2 === null) return fail("`ymax` must be a number", node);
  return {
    kind: "bndbox",
    xMin: x1,
    yMin: y1,
    xMax: x2,
    yMax: y2,
  };
}

function polygonOf(node: XmlNode): VocShape {
  const points: Point[] = [];
  for (let n = 1; `x${String(n)}` in node; n += 1)
    points.push(pointAt(node, n));
  const [first, last] = [points[0], points.at(-1)];
  if (
    first &&
    last &&
    points.length > 3 &&
    first.x === last.x &&
    first.y === last.y
  )
    points.pop();
  return points.length >= 3
    ? { kind: "polygon", points }
    : fail("A polygon must have at least 3 points", node);
}

function circleOf(node: XmlNode): VocShape {
  const radius = need(node, "r");
  if (radius < 0) return fail("`r` must not be negative", node);
  const center = { x: need(node, "cx"), y: need(node, "cy") };
  return { kind: "circle", center, radius };
}

const LINE_STYLE = "line_style";

function shapeOf(node: XmlNode, isDashed: boolean): VocShape {
  const child = (name: string): XmlNode | null => {
    const value = node[name];
    return isNode(value) ? value : null;
  };
  const [point, line, box] = [child("point"), child("line"), child("bndbox")];
  const [polygon, circle] = [child("polygon"), child("circle")];
  if (box) return boxOf(box);
  if (polygon) return polygonOf(polygon);
  if (circle) return circleOf(circle);
  if (point)
    return {
      kind: "point",
      point: { x: need(point, "x1", "x"), y: need(point, "y1", "y") },
    };
  if (line)
    return {
      kind: "line",
      from: pointAt(line, 1),
      to: pointAt(line, 2),
      isDashed,
    };
  return fail(
    "There must be a shape: point, line, bndbox, polygon or circle",
    node,
  );
}

function attributesOf(node: XmlNode): Map<string, string> {
  const property = node["property"];
  const items =
    isNode(property) && Array.isArray(property["item"]) ? property["item"] : [];
  const found = new Map<string, string>();
  for (const item of items) {
    const name = isNode(item) ? item["@name"] : undefined;
    if (typeof name === "string") found.set(name, textOf(item));
  }
  return found;
}

const flag = (value: unknown): boolean =>
  /^(1|true)$/i.test(textOf(value).trim());

function share(value: unknown): number | null {
  const number = readNumber(value);
  return number !== null && number >= 0 && number <= 1 ? number : null;
}

/** @throws AppError('format') when the name or the shape cannot be read. */
export function parseVocObject(
  value: unknown,
  takesRegions: boolean,
): VocObject<Shape> {
  if (!isNode(value))
    return fail("`object` must have a name and a shape", value);
  const name = textOf(value["name"]).trim();
  if (name === "") return fail("`name` must not be empty", value);
  const attributes = attributesOf(value);
  const region = takesRegions ? attributes.get(REGION) : undefined;
  const shape =
    (region === undefined ? null : parseRegion(region)) ??
    shapeOf(value, attributes.get(LINE_STYLE) === "dashed");
  attributes.delete(REGION);
  if (shape.kind === "line") attributes.delete(LINE_STYLE);
  return {
    name,
    pose: textOf(value["pose"]).trim() || "Unspecified",
    truncated: flag(value["truncated"]),
    occluded: flag(value["occluded"]),
    difficult: flag(value["difficult"]),
    confidence: share(value["confidence"]),
    hardCoefficient: share(value["hard-coefficient"]),
    shape,
    attributes: Object.fromEntries(attributes),
  };
}
