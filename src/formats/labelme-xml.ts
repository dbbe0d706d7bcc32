/** The XML of LabelMe's first, web-based tool: corners of polygons, and masks with their boxes. */
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { AppError } from "#core/errors.ts";
import { objectOf } from "./object-attributes.ts";
import {
  sizeOf,
  type PictureLabels,
  type PictureObject,
  type Report,
} from "./picture-labels.ts";
import { boxAround } from "./shape-box.ts";
import { readNumber, textOf, type XmlNode } from "./voc-object.ts";
import type { VocShape } from "./voc-xml.ts";

const parser = new XMLParser({
  parseTagValue: false,
  isArray: (name) => name === "object" || name === "pt",
});

const nodeOf = (value: unknown): XmlNode =>
  typeof value === "object" && value !== null ? (value as XmlNode) : {};

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : [];

function polygonOf(node: XmlNode, isBox: boolean): VocShape | null {
  const points = listOf(node["pt"]).flatMap((point) => {
    const { x, y } = nodeOf(point);
    const place = { x: readNumber(x), y: readNumber(y) };
    return place.x === null || place.y === null
      ? []
      : [{ x: place.x, y: place.y }];
  });
  const box = boxAround(points);
  if (isBox && box) return { kind: "bndbox", ...box };
  return points.length >= 3 ? { kind: "polygon", points } : null;
}

function maskBox(node: XmlNode): VocShape | null {
  const box = nodeOf(node["box"]);
  const [xMin, yMin, xMax, yMax] = ["xmin", "ymin", "xmax", "ymax"].map(
    (name) => readNumber(box[name]) ?? Number.NaN,
  );
  const shape = { xMin, yMin, xMax, yMax } as Record<string, number>;
  return Object.values(shape).some(Number.isNaN)
    ? null
    : ({ kind: "bndbox", ...shape } as VocShape);
}

function objectFrom(
  value: unknown,
  index: number,
  report: Report,
): PictureObject | null {
  const node = nodeOf(value);
  if (textOf(node["deleted"]).trim() === "1") return null;
  const name = textOf(node["name"]).trim();
  const isMask = "segm" in node;
  const isBox = textOf(node["type"]).trim() === "bounding_box";
  const shape = isMask
    ? maskBox(nodeOf(node["segm"]))
    : polygonOf(nodeOf(node["polygon"]), isBox);
  const tell = (severity: "error" | "warning", message: string): void =>
    report({
      severity,
      rule: isMask && shape ? "labelme.mask" : "labelme.object",
      message: `Object ${String(index + 1)} ${message}`,
      value: name.slice(0, 200),
    });
  if (name === "" || !shape) {
    tell("error", "must have a name and a polygon or a box");
    return null;
  }
  if (isMask) tell("warning", "is a mask; its box is taken");
  const attributes = textOf(node["attributes"]).trim();
  return objectOf(name, shape, {
    ...(attributes === "" ? {} : { attributes }),
    occluded: textOf(node["occluded"]).trim(),
  });
}

/** @throws AppError('format') when the text is no such file. */
export function parseLabelMeXml(text: string, report: Report): PictureLabels {
  const xml = text.replace(/^\ufeff/, "");
  const isPlain = !/<!DOCTYPE|<!ENTITY/i.test(xml);
  const root: unknown =
    isPlain && XMLValidator.validate(xml) === true
      ? (parser.parse(xml) as XmlNode)["annotation"]
      : undefined;
  if (typeof root !== "object" || root === null)
    throw new AppError("format", "The file is not valid XML of LabelMe", {
      rule: "labelme.xml",
    });
  const node = root as XmlNode;
  const size = nodeOf(node["imagesize"]);
  const list = listOf(node["object"]);
  return {
    name: [node["folder"], node["filename"]]
      .map((part) => textOf(part).trim())
      .filter((part) => part !== "")
      .join("/"),
    size: sizeOf(
      readNumber(size["ncols"]) ?? 0,
      readNumber(size["nrows"]) ?? 0,
    ),
    objects: list.flatMap((object, i) => objectFrom(object, i, report) ?? []),
    saysNone: list.length === 0,
  };
}
