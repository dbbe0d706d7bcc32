/** LabelMe's JSON beside each picture, with the fields that X-AnyLabeling adds to it. */
import { AppError } from "#core/errors.ts";
import type { Point } from "#core/geometry.ts";
import { attributesOf, attributeTexts, objectOf } from "./object-attributes.ts";
import {
  sizeOf,
  type PictureLabels,
  type PictureObject,
  type PictureSize,
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

function objectFrom(
  value: unknown,
  path: string,
  report: Report,
): PictureObject | null {
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
  const exact = exactShape(kind, points);
  if (!exact && kind !== "rectangle")
    report({
      severity: "warning",
      rule: "labelme.shape_type",
      message: `\`${path}\` is a shape of a kind or a number of points that Gleaner does not have; its box is taken`,
      value: `${kind} of ${String(points.length)} points`,
    });
  const { group_id, description, difficult, score } = fields;
  const texts = {
    ...attributeTexts(fields["flags"]),
    ...attributeTexts({ group_id, description }),
    ...attributeTexts(fields["attributes"]),
    ...(difficult === true ? { difficult: "true" } : {}),
    ...attributeTexts({ confidence: score }),
  };
  return objectOf(name, exact ?? { kind: "bndbox", ...box }, texts);
}

/** @throws AppError('format') when the text is no LabelMe file. */
export function parseLabelMe(text: string, report: Report): PictureLabels {
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
    objects: shapes.flatMap(
      (shape, i) => objectFrom(shape, `shapes[${String(i)}]`, report) ?? [],
    ),
    saysNone: shapes.length === 0 && set.length === 0,
  };
}

function pointsOfShape(shape: VocShape): {
  kind: string;
  points: readonly Point[];
} {
  switch (shape.kind) {
    case "bndbox":
      return {
        kind: "rectangle",
        points: [
          { x: shape.xMin, y: shape.yMin },
          { x: shape.xMax, y: shape.yMax },
        ],
      };
    case "polygon":
      return { kind: "polygon", points: shape.points };
    case "point":
      return { kind: "point", points: [shape.point] };
    case "line":
      return { kind: "line", points: [shape.from, shape.to] };
    case "circle": {
      const { center, radius } = shape;
      return {
        kind: "circle",
        points: [center, { x: center.x + radius, y: center.y }],
      };
    }
  }
}

/** The picture's own bytes are left out, as LabelMe allows. */
export function labelMeJson(
  imagePath: string,
  size: PictureSize | null,
  objects: readonly PictureObject[],
): string {
  const shapes = objects.map((object) => {
    const { kind, points } = pointsOfShape(object.shape);
    return {
      label: object.name,
      points: points.map(({ x, y }) => [x, y]),
      group_id: null,
      shape_type: kind,
      flags: {},
      attributes: attributesOf(object),
    };
  });
  const file = {
    version: "5.5.0",
    flags: {},
    shapes,
    imagePath,
    imageData: null,
    imageHeight: size?.height ?? null,
    imageWidth: size?.width ?? null,
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}
