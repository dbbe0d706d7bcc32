/** LabelMe's JSON beside each picture, with the fields that X-AnyLabeling adds to it. */
import { AppError } from "#core/errors.ts";
import type { Point } from "#core/geometry.ts";
import type { Mask, Shape } from "#core/shape.ts";
import { isRegion, ringsOf } from "#core/rings.ts";
import { attributeTexts, objectOf } from "./object-attributes.ts";
import {
  sizeOf,
  type PictureLabels,
  type PictureObject,
  type Report,
} from "./picture-labels.ts";
import { boxAround } from "./shape-box.ts";
import type { VocShape } from "./voc-xml.ts";

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function pointsOf(value: unknown): Point[] | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const points: Point[] = [];
  for (const point of value as unknown[]) {
    const [x, y] = Array.isArray(point) ? (point as unknown[]) : [];
    if (!Number.isFinite(x) || !Number.isFinite(y)) return null;
    points.push({ x: x as number, y: y as number });
  }
  return points;
}

/** Null where Gleaner has no such shape. */
function exactShape(kind: string, points: readonly Point[]): VocShape | null {
  const [first, second] = points;
  if (!first) return null;
  if (kind === "point" && points.length === 1)
    return { kind: "point", point: first };
  if (kind === "polygon" || kind === "rotation")
    return points.length >= 3 ? { kind: "polygon", points } : null;
  if (!second || points.length > 2) return null;
  if (kind === "circle") {
    const radius = Math.hypot(second.x - first.x, second.y - first.y);
    return { kind: "circle", center: first, radius };
  }
  return kind === "line" || kind === "linestrip"
    ? { kind: "line", from: first, to: second, isDashed: false }
    : null;
}

/** An object, and the group that its file says it is a part of. */
interface Found {
  readonly object: PictureObject<Shape>;
  readonly group: string | null;
}

export interface LabelMeOptions {
  /** Masks and groups of polygons are read as regions. */
  readonly takesRegions?: boolean;
  /** The pixels of a mask that are set: a PNG of its box as base64, and its upper left corner. */
  readonly readMask?: (png: string, x: number, y: number) => Mask | null;
}

/** Polygons of one group are the parts of one region. */
function grouped(found: readonly Found[]): PictureObject<Shape>[] {
  const groups = new Map<string, PictureObject<Shape>>();
  const objects: PictureObject<Shape>[] = [];
  for (const { object, group } of found) {
    const { shape, name } = object;
    const key = `${group ?? ""} ${name}`;
    const first = group === null ? undefined : groups.get(key);
    if (first && shape.kind === "polygon" && isRegion(first.shape)) {
      const polygons = [...ringsOf(first.shape), shape.points];
      const whole = {
        ...first,
        shape: {
          kind: "multipolygon" as const,
          polygons: polygons.map((ring) => [ring]),
        },
      };
      objects[objects.indexOf(first)] = whole;
      groups.set(key, whole);
      continue;
    }
    objects.push(object);
    if (group !== null && shape.kind === "polygon") groups.set(key, object);
  }
  return objects;
}

function maskOf(
  { mask }: Fields,
  points: readonly Point[],
  { readMask, takesRegions }: LabelMeOptions,
): Mask | null {
  const box = boxAround(points);
  return box && takesRegions && readMask && typeof mask === "string"
    ? readMask(mask, Math.round(box.xMin), Math.round(box.yMin))
    : null;
}

function textsOf(fields: Fields): Record<string, string> {
  const { group_id, description, difficult, score } = fields;
  return {
    ...attributeTexts(fields["flags"]),
    ...attributeTexts({ group_id, description }),
    ...attributeTexts(fields["attributes"]),
    ...(difficult === true ? { difficult: "true" } : {}),
    ...attributeTexts({ confidence: score }),
  };
}

function objectFrom(
  value: unknown,
  path: string,
  report: Report,
  options: LabelMeOptions,
): Found | null {
  const fields = isFields(value) ? value : {};
  const { label, shape_type: type, points: list } = fields;
  const kind = typeof type === "string" ? type : "polygon";
  const name = typeof label === "string" ? label.trim() : "";
  const points = pointsOf(list);
  const box = points && boxAround(points);
  if (name === "" || !points || !box) {
    report({
      severity: "error",
      rule: "labelme.shape",
      message: `\`${path}\` must have a label and points`,
      value: (JSON.stringify(value) ?? "").slice(0, 200),
    });
    return null;
  }
  const exact =
    kind === "mask"
      ? maskOf(fields, points, options)
      : exactShape(kind, points);
  if (!exact && kind !== "rectangle")
    report({
      severity: "warning",
      rule: "labelme.shape_type",
      message: `\`${path}\` is a shape of a kind or a number of points that Gleaner does not have; its box is taken`,
      value: `${kind} of ${String(points.length)} points`,
    });
  const texts = textsOf(fields);
  const shape: Shape = exact ?? { kind: "bndbox", ...box };
  const { group_id: group = null } = options.takesRegions ? texts : {};
  return { object: objectOf(name, shape, texts), group };
}

/** @throws AppError('format') when the text is no LabelMe file. */
export function parseLabelMe(
  text: string,
  report: Report,
  options: LabelMeOptions = {},
): PictureLabels {
  let file: unknown;
  try {
    file = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (cause) {
    throw new AppError(
      "format",
      "The file is not valid JSON",
      { rule: "labelme.json" },
      { cause },
    );
  }
  const fields = isFields(file) ? file : {};
  const { shapes, imagePath, flags } = fields;
  if (!Array.isArray(shapes))
    throw new AppError("format", "`shapes` must be a list", {
      rule: "labelme.shapes",
    });
  const set = Object.entries(isFields(flags) ? flags : {}).filter(
    ([, isSet]) => isSet === true,
  );
  if (set.length > 0)
    report({
      severity: "warning",
      rule: "labelme.flags",
      message: "`flags` of the whole picture are left out",
      value: set.map(([name]) => name).join(", "),
    });
  return {
    name: typeof imagePath === "string" ? imagePath : "",
    size: sizeOf(fields["imageWidth"], fields["imageHeight"]),
    objects: grouped(
      shapes.flatMap(
        (shape, i) =>
          objectFrom(shape, `shapes[${String(i)}]`, report, options) ?? [],
      ),
    ),
    saysNone: shapes.length === 0 && set.length === 0,
  };
}
