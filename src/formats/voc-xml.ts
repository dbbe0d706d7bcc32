/**
 * PASCAL VOC label files with the five shapes of the guide. Source: data management 6.3, 6.5, 7.4.
 *
 * Reading is lenient where the guide's own examples are broken (an unclosed `<r>`, a second `ymin`
 * for `ymax`, `x`/`y` for `x1`/`y1`, missing constant fields); writing is strict. The XML library
 * accepts unclosed tags and expands entities of a DOCTYPE, so both are refused before it reads.
 */
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { AppError, toAppError } from "#core/errors.ts";
import type { PlainShape, Shape } from "#core/shape.ts";
import {
  parseVocObject,
  readNumber,
  textOf,
  type XmlNode,
} from "./voc-object.ts";

/** A line's `isDashed` is written as the property `line_style` = `dashed`. */
export type VocShape = PlainShape;

export interface VocObject<S extends Shape = PlainShape> {
  readonly name: string;
  readonly pose: string;
  readonly truncated: boolean;
  readonly occluded: boolean;
  readonly difficult: boolean;
  /** 0-1; null when not given. */
  readonly confidence: number | null;
  /** 0-1; null when not given. */
  readonly hardCoefficient: number | null;
  readonly shape: S;
  /** Label attributes, `<property><item name="...">`. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface VocFile<S extends Shape = PlainShape> {
  readonly filename: string;
  /** Of the oriented picture; null when the file does not say. */
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly objects: readonly VocObject<S>[];
  /** There is no object in the file, not even one that cannot be read. */
  readonly saysNone: boolean;
  /** Of image segmentation: where its mask is, as the file says it; "" where it does not. */
  readonly maskSource?: string;
}

export interface VocProblem {
  readonly rule: string;
  readonly message: string;
  readonly value?: string;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  isArray: (name) =>
    name === "object" || name === "item" || name === "ymin" || name === "xmin",
});

/** The guide prints `<r>100<r>`; a circle's radius is closed by what follows it. */
const closeRadius = (xml: string): string =>
  xml.replace(/<r>\s*([-+.\deE]+)\s*(?:<r>\s*)?(?=<\/circle>)/g, "<r>$1</r>");

function parseXml(text: string): XmlNode {
  const xml = closeRadius(text.replace(/^\ufeff/, ""));
  if (/<!DOCTYPE|<!ENTITY/i.test(xml))
    throw new AppError("format", "A label file must have no DOCTYPE", {
      rule: "voc.doctype",
    });
  const valid = XMLValidator.validate(xml);
  if (valid !== true)
    throw new AppError(
      "format",
      `The label file is not valid XML: ${valid.err.msg}`,
      { rule: "voc.xml", line: valid.err.line },
    );
  try {
    return parser.parse(xml) as XmlNode;
  } catch (error) {
    throw new AppError(
      "format",
      `The label file is not valid XML: ${toAppError(error).message}`,
      { rule: "voc.xml" },
      { cause: error },
    );
  }
}

/**
 * @param report one call per object that cannot be read; the others are kept.
 * @param takesRegions objects of several rings or single pixels are read as such, not as the polygon beside.
 * @throws AppError('format') when the text is no VOC file at all.
 */
export function parseVoc(
  text: string,
  report: (problem: VocProblem) => void,
  { takesRegions = false }: { readonly takesRegions?: boolean } = {},
): VocFile<Shape> {
  const root = parseXml(text)["annotation"];
  if (root === "" || typeof root !== "object" || root === null)
    throw new AppError("format", "A label file must have `<annotation>`", {
      rule: "voc.annotation",
    });
  const node = root as XmlNode;
  const size = node["size"] as XmlNode | undefined;
  const width = readNumber(size?.["width"]);
  const height = readNumber(size?.["height"]);
  const list = Array.isArray(node["object"]) ? node["object"] : [];
  return {
    filename: textOf(node["filename"]).trim(),
    size: width && height ? { width, height } : null,
    ...(takesRegions ? { maskSource: textOf(node["mask_source"]).trim() } : {}),
    objects: list.flatMap((object: unknown, index) => {
      try {
        return [parseVocObject(object, takesRegions)];
      } catch (error) {
        const { message, detail } = toAppError(error);
        const value = detail["value"];
        report({
          rule: "voc.object",
          message: `Object ${String(index + 1)}: ${message}`,
          ...(typeof value === "string" ? { value } : {}),
        });
        return [];
      }
    }),
    saysNone: list.length === 0,
  };
}
