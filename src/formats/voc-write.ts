import { ringsOf } from "#core/rings.ts";
import { areaOfRing } from "#core/ring-geometry.ts";
import type { Shape } from "#core/shape.ts";
import { colorOfNumber } from "./color-map.ts";
import { REGION, regionText } from "./voc-region.ts";
import type { VocFile, VocObject } from "./voc-xml.ts";
import type { Point } from "#core/geometry.ts";
import { escapeXml } from "./xml-text.ts";

const element = (name: string, value: string | number): string =>
  `<${name}>${escapeXml(String(value))}</${name}>`;

function shapeXml(shape: Shape): string {
  switch (shape.kind) {
    case "point":
      return `<point>${element("x1", shape.point.x)}${element("y1", shape.point.y)}</point>`;
    case "line":
      return `<line>${[shape.from, shape.to].map(numbered).join("")}</line>`;
    case "bndbox":
      return `<bndbox>${element("xmin", shape.xMin)}${element("ymin", shape.yMin)}${element("xmax", shape.xMax)}${element("ymax", shape.yMax)}</bndbox>`;
    case "polygon":
      return polygonXml(shape.points);
    case "multipolygon":
    case "mask": {
      const [largest = []] = ringsOf(shape).toSorted(
        (a, b) => areaOfRing(b) - areaOfRing(a),
      );
      return polygonXml(largest);
    }
    case "circle":
      return `<circle>${element("cx", shape.center.x)}${element("cy", shape.center.y)}${element("r", shape.radius)}</circle>`;
  }
}

/** Closed: the first point is repeated at the end. */
const polygonXml = (points: readonly Point[]): string =>
  `<polygon>${[...points, ...points.slice(0, 1)].map(numbered).join("")}</polygon>`;

const numbered = ({ x, y }: Point, index: number): string =>
  element(`x${String(index + 1)}`, x) + element(`y${String(index + 1)}`, y);

function objectXml(object: VocObject<Shape>, maskColor: string): string {
  const { shape } = object;
  const region = regionText(shape);
  const items = Object.entries({
    ...object.attributes,
    ...(shape.kind === "line" && shape.isDashed
      ? { line_style: "dashed" }
      : {}),
    ...(region === null ? {} : { [REGION]: region }),
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
    maskColor,
    element("occluded", Number(object.occluded)),
    optional("confidence", object.confidence),
    optional("hard-coefficient", object.hardCoefficient),
    shapeXml(shape),
    property === "" ? "" : `<property>${property}</property>`,
    "</object>\n",
  ].join("");
}

export interface VocKind {
  /** Image segmentation: objects have colors in a mask. */
  readonly takesRegions?: boolean;
  /** Where that mask is. */
  readonly maskSource?: string;
}

/** Of the object of this place, from 0, in a picture: no two are alike, and none is black. */
export const maskColorOf = (place: number): readonly [number, number, number] =>
  colorOfNumber(place + 1);

/** The strict written form. Source: data management 6.3, 6.5, 7.4. */
export function vocXml(
  { filename, size, objects }: Omit<VocFile<Shape>, "saysNone">,
  { takesRegions = false, maskSource }: VocKind = {},
): string {
  const side = (name: string, value: number): string => element(name, value);
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<annotation>',
    element("folder", "NA"),
    element("filename", filename),
    "<source><database>Unknown</database></source>",
    `<size>${side("width", size?.width ?? 0)}${side("height", size?.height ?? 0)}${side("depth", 3)}</size>`,
    element("segmented", Number(takesRegions)),
    maskSource === undefined ? "" : element("mask_source", maskSource),
    "\n",
    ...objects.map((object, i) =>
      objectXml(
        object,
        takesRegions ? element("mask_color", maskColorOf(i).join(",")) : "",
      ),
    ),
    "</annotation>\n",
  ].join("");
}
