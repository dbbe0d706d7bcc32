import type { VocFile, VocObject, VocShape } from "./voc-xml.ts";
import { escapeXml } from "./xml-text.ts";

const element = (name: string, value: string | number): string =>
  `<${name}>${escapeXml(String(value))}</${name}>`;

function shapeXml(shape: VocShape): string {
  switch (shape.kind) {
    case "point":
      return `<point>${element("x1", shape.point.x)}${element("y1", shape.point.y)}</point>`;
    case "line":
      return `<line>${[shape.from, shape.to].map(numbered).join("")}</line>`;
    case "bndbox":
      return `<bndbox>${element("xmin", shape.xMin)}${element("ymin", shape.yMin)}${element("xmax", shape.xMax)}${element("ymax", shape.yMax)}</bndbox>`;
    case "polygon": {
      const first = shape.points.slice(0, 1);
      return `<polygon>${[...shape.points, ...first].map(numbered).join("")}</polygon>`;
    }
    case "circle":
      return `<circle>${element("cx", shape.center.x)}${element("cy", shape.center.y)}${element("r", shape.radius)}</circle>`;
  }
}

const numbered = ({ x, y }: { x: number; y: number }, index: number): string =>
  element(`x${String(index + 1)}`, x) + element(`y${String(index + 1)}`, y);

function objectXml(object: VocObject): string {
  const { shape } = object;
  const items = Object.entries({
    ...object.attributes,
    ...(shape.kind === "line" && shape.isDashed
      ? { line_style: "dashed" }
      : {}),
  });
  const optional = (name: string, value: number | null): string =>
    value === null ? "" : element(name, value);
  const property = items
    .map(
      ([name, value]) =>
        `<item name="${escapeXml(name)}">${escapeXml(value)}</item>`,
    )
    .join("");
  return [
    "<object>",
    element("name", object.name),
    element("pose", object.pose),
    element("truncated", Number(object.truncated)),
    element("difficult", Number(object.difficult)),
    element("occluded", Number(object.occluded)),
    optional("confidence", object.confidence),
    optional("hard-coefficient", object.hardCoefficient),
    shapeXml(shape),
    property === "" ? "" : `<property>${property}</property>`,
    "</object>\n",
  ].join("");
}

/** The strict written form. Source: data management 6.3, 7.4. */
export function vocXml({
  filename,
  size,
  objects,
}: Omit<VocFile, "saysNone">): string {
  const side = (name: string, value: number): string => element(name, value);
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<annotation>',
    element("folder", "NA"),
    element("filename", filename),
    "<source><database>Unknown</database></source>",
    `<size>${side("width", size?.width ?? 0)}${side("height", size?.height ?? 0)}${side("depth", 3)}</size>`,
    element("segmented", 0),
    "\n",
    ...objects.map(objectXml),
    "</annotation>\n",
  ].join("");
}
