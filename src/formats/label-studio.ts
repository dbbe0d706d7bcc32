/** Label Studio's JSON of tasks with pictures. Its coordinates are percent of the picture's sides. */
import type { Point } from "#core/geometry.ts";
import { jsonParts, pathOf } from "./json-parts.ts";
import { attributeTexts, objectOf } from "./object-attributes.ts";
import {
  sizeOf,
  type PictureLabels,
  type PictureObject,
  type PictureSize,
  type Report,
} from "./picture-labels.ts";
import { cornersOf } from "./shape-box.ts";
import type { VocShape } from "./voc-xml.ts";
import { unescapeXml } from "./xml-text.ts";

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null ? (value as Fields) : {};
const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : [];

/** `rectanglelabels` and the others: the labels stand under the name of the kind. */
function labelOf(type: string, value: Fields): string {
  const named = value[type] ?? value["labels"];
  const [first] = listOf(named);
  return typeof first === "string" ? first.trim() : "";
}

const share = (value: unknown): number | null =>
  Number.isFinite(value) ? (value as number) / 100 : null;

/**
 * The corners of a rectangle turned clockwise about its upper left corner. In shares of the sides,
 * which differ in length, so that the turn needs the picture's size.
 */
function turned(
  corners: readonly Point[],
  degrees: number,
  { width, height }: PictureSize,
): Point[] {
  const [origin = { x: 0, y: 0 }] = corners;
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return corners.map(({ x, y }) => {
    const [dx, dy] = [(x - origin.x) * width, (y - origin.y) * height];
    return {
      x: origin.x + (dx * cos - dy * sin) / width,
      y: origin.y + (dx * sin + dy * cos) / height,
    };
  });
}

function polygonOf({ points }: Fields): VocShape | null {
  const corners = listOf(points).map((point) => {
    const [x, y] = listOf(point).map(share);
    return { x: x ?? Number.NaN, y: y ?? Number.NaN };
  });
  const isWhole = corners.every(({ x, y }) => !Number.isNaN(x + y));
  return corners.length >= 3 && isWhole
    ? { kind: "polygon", points: corners }
    : null;
}

/** A circle where the sides agree, else the box of the ellipse. */
function ellipseOf(
  value: Fields,
  { x, y }: Point,
  size: PictureSize | null,
): VocShape | null {
  const [rx, ry] = [share(value["radiusX"]), share(value["radiusY"])];
  if (rx === null || ry === null || !size) return null;
  const isRound =
    Math.abs(rx * size.width - ry * size.height) < 1e-6 * size.width;
  return isRound
    ? { kind: "circle", center: { x, y }, radius: rx }
    : {
        kind: "bndbox",
        xMin: x - rx,
        yMin: y - ry,
        xMax: x + rx,
        yMax: y + ry,
      };
}

function rectangleOf(
  value: Fields,
  { x, y }: Point,
  size: PictureSize | null,
): VocShape | null {
  const [w, h] = [share(value["width"]), share(value["height"])];
  if (w === null || h === null) return null;
  const box = { xMin: x, yMin: y, xMax: x + w, yMax: y + h };
  const degrees = Number(value["rotation"] ?? 0);
  if (degrees % 360 === 0) return { kind: "bndbox", ...box };
  return size
    ? { kind: "polygon", points: turned(cornersOf(box), degrees, size) }
    : null;
}

/** In shares; null where Gleaner has no such shape or numbers are missing. */
function shapeOf(
  type: string,
  value: Fields,
  size: PictureSize | null,
): VocShape | null {
  if (type.startsWith("polygon")) return polygonOf(value);
  const [x, y] = [share(value["x"]), share(value["y"])];
  if (x === null || y === null) return null;
  if (type.startsWith("keypoint")) return { kind: "point", point: { x, y } };
  if (type.startsWith("ellipse")) return ellipseOf(value, { x, y }, size);
  return type.startsWith("rectangle")
    ? rectangleOf(value, { x, y }, size)
    : null;
}

interface Region {
  readonly object: PictureObject;
  readonly size: PictureSize | null;
}

function regionOf(
  result: unknown,
  path: string,
  report: Report,
): Region | null {
  const fields = fieldsOf(result);
  const type = typeof fields["type"] === "string" ? fields["type"] : "";
  // Choices, texts and the like are of the task, not of a place in the picture.
  if (!/labels$/.test(type)) return null;
  const value = fieldsOf(fields["value"]);
  const size = sizeOf(fields["original_width"], fields["original_height"]);
  const name = labelOf(type, value);
  const shape = shapeOf(type, value, size);
  if (!shape || name === "") {
    report({
      severity: "error",
      rule: "label_studio.region",
      message: `\`${path}\` must have a label, and a shape other than a brush`,
      value: JSON.stringify({ type, ...value }).slice(0, 200),
    });
    return null;
  }
  if (type.startsWith("ellipse") && shape.kind === "bndbox")
    report({
      severity: "warning",
      rule: "label_studio.ellipse",
      message: `\`${path}\` is an ellipse and no circle; its box is taken`,
    });
  const texts = {
    ...attributeTexts(fieldsOf(fields["meta"])["attributes"]),
    ...attributeTexts({ confidence: fields["score"] }),
  };
  return { object: objectOf(name, shape, texts), size };
}

/** The picture among a task's data: what is named so, else the first address of a file. */
function pictureOf({ data, file_upload: upload }: Fields): string {
  const fields = fieldsOf(data);
  const named = fields["image"] ?? fields["img"] ?? fields["url"];
  const texts = [named, ...Object.values(fields), upload].filter(
    (value) => typeof value === "string",
  );
  return texts.find((text) => /\.\w{3,4}(\?|$)/.test(text)) ?? texts[0] ?? "";
}

/** `/data/upload/1/0a1b2c3d-cat%201.jpg`, `/data/local-files/?d=photos/cat.jpg` -> the path meant. */
function pathOfAddress(address: string): string {
  const local = /\/data\/local-files\/\?d=(.+)$/.exec(address)?.[1];
  const path = local ?? address.replace(/[?#].*$/, "");
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function taskLabels(task: Fields, path: string, report: Report): PictureLabels {
  const done = listOf(task["annotations"] ?? task["completions"])
    .map(fieldsOf)
    .filter((one) => one["was_cancelled"] !== true);
  const guesses = listOf(task["predictions"]).map(fieldsOf);
  const kind = done.length > 0 ? "annotations" : "predictions";
  const [used] = done.length > 0 ? done : guesses;
  if (done.length > 1)
    report({
      severity: "warning",
      rule: "label_studio.annotations",
      message: `\`${path}.annotations\`: several people labeled the picture; the first one's labels are taken`,
      value: String(done.length),
    });
  const results = listOf(used?.["result"]);
  const regions = results.flatMap(
    (result, i) =>
      regionOf(result, pathOf(`${path}.${kind}[0].result`, i), report) ?? [],
  );
  return {
    name: pathOfAddress(pictureOf(task)),
    size: regions[0]?.size ?? null,
    objects: regions.map(({ object }) => object),
    isRelative: true,
    isProposed: kind === "predictions" && regions.length > 0,
    saysNone: kind === "annotations" && results.length === 0,
  };
}

/** Every task of the file in its order, read as a stream. */
export async function* readLabelStudio(
  file: Blob,
  report: Report,
): AsyncGenerator<PictureLabels> {
  for await (const { key, index, value } of jsonParts(file, report))
    if (key === "" && index !== null)
      yield taskLabels(fieldsOf(value), pathOf("", index), report);
}

/** The labels of a labeling interface in their order, each once. */
export function labelStudioClasses(config: string): string[] {
  const names = [...config.matchAll(/<Label\s[^>]*?value="([^"]*)"/g)].map(
    ([, name = ""]) => unescapeXml(name),
  );
  return [...new Set(names)];
}
