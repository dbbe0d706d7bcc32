/**
 * Tables of boxes, one a row: VoTT's, Kaggle's, TensorFlow's, keras-retinanet's without a header.
 * Columns are known by their names, in any order, at any place.
 */
import Papa from "papaparse";
import { AppError } from "#core/errors.ts";
import type { Box } from "#core/geometry.ts";
import {
  plainObject,
  sizeOf,
  type PictureLabels,
  type PictureObject,
  type PictureSize,
  type Report,
} from "./picture-labels.ts";

const NAMES = {
  picture:
    /^(file_?name|image|image_?(id|path|name|file)|img|path|file|frame)$/,
  label: /^(class|class_?name|label|label_?name|name|category|source_label)$/,
  xMin: /^(x_?min|x1|left|bbox_x1|xtl)$/,
  yMin: /^(y_?min|y1|top|bbox_y1|ytl)$/,
  xMax: /^(x_?max|x2|right|bbox_x2|xbr)$/,
  yMax: /^(y_?max|y2|bottom|bbox_y2|ybr)$/,
  x: /^(x|bbox_x)$/,
  y: /^(y|bbox_y)$/,
  w: /^(w|bbox_w|bbox_width|box_width)$/,
  h: /^(h|bbox_h|bbox_height|box_height)$/,
  bbox: /^(bbox|box)$/,
  width: /^(width|image_?width|img_?width)$/,
  height: /^(height|image_?height|img_?height)$/,
  confidence: /^(confidence|score|conf)$/,
} as const;

type Column = keyof typeof NAMES;
type Columns = Readonly<Partial<Record<Column, number>>>;

const HEADLESS: Columns = {
  picture: 0,
  xMin: 1,
  yMin: 2,
  xMax: 3,
  yMax: 4,
  label: 5,
};

const isNumber = (text: string | undefined): boolean =>
  text !== undefined && text.trim() !== "" && Number.isFinite(Number(text));

/** Where each column is; null when the first row is no table of boxes. */
function columnsOf(first: readonly string[]): Columns | null {
  const found: Partial<Record<Column, number>> = {};
  first.forEach((title, at) => {
    const name = title
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, "_");
    for (const column of Object.keys(NAMES) as Column[])
      if (NAMES[column].test(name)) found[column] ??= at;
  });
  const has = (...columns: readonly Column[]): boolean =>
    columns.every((column) => found[column] !== undefined);
  const isBox =
    has("xMin", "yMin", "xMax", "yMax") ||
    has("x", "y", "w", "h") ||
    has("bbox");
  if (has("picture") && isBox) return found;
  const [picture = "", ...box] = first.slice(0, 5);
  const isHeadless = first.length === 6 && /\.\w+$/.test(picture);
  const isFilled = box.every(isNumber) || box.every((text) => text === "");
  return isHeadless && isFilled ? HEADLESS : null;
}

/** Whether a file that begins so is a table of boxes. */
export function isBoxCsv(head: string): boolean {
  const { data } = Papa.parse<string[]>(head, { preview: 1 });
  return data[0] !== undefined && columnsOf(data[0]) !== null;
}

type Cell = (column: Column) => string | undefined;

function boxOf(cell: Cell): Box | "empty" | null {
  const texts = (columns: readonly Column[]): (string | undefined)[] =>
    columns.map(cell);
  const list = cell("bbox")?.match(/-?[\d.]+(?:e[-+]?\d+)?/gi) ?? undefined;
  const corners = texts(["xMin", "yMin", "xMax", "yMax"]);
  const sides = list ?? texts(["x", "y", "w", "h"]);
  const used = corners.every((text) => text !== undefined) ? corners : sides;
  if (used.every((text) => text === undefined || text.trim() === ""))
    return "empty";
  if (used.length !== 4 || !used.every(isNumber)) return null;
  const [a = 0, b = 0, c = 0, d = 0] = used.map(Number);
  const [x2, y2] = used === corners ? [c, d] : [a + c, b + d];
  return { xMin: a, yMin: b, xMax: x2, yMax: y2 };
}

/** A spreadsheet runs what begins with = + - or @; a ' before it is no part of the text. */
const guarded = (text: string): string => text.replace(/^'(?=['=+\-@])/, "");

interface Row {
  readonly name: string;
  readonly size: PictureSize | null;
  /** Null where the row says that the picture has none. */
  readonly object: PictureObject | null;
}

function rowOf(cell: Cell): Row | null {
  const name = guarded(cell("picture")?.trim() ?? "");
  const label = guarded(cell("label")?.trim() ?? "object");
  const box = boxOf(cell);
  const size = sizeOf(cell("width"), cell("height"));
  if (name === "" || box === null) return null;
  if (box === "empty") return { name, size, object: null };
  if (label === "") return null;
  const share = Number(cell("confidence") || Number.NaN);
  const confidence = share >= 0 && share <= 1 ? share : null;
  const object = plainObject(label, { kind: "bndbox", ...box });
  return { name, size, object: { ...object, confidence } };
}

/**
 * The pictures of a table in the order they first come in.
 * @throws AppError('format') when the table has no column of pictures or boxes.
 */
export function parseBoxCsv(text: string, report: Report): PictureLabels[] {
  const { data } = Papa.parse<string[]>(text.replace(/^\ufeff/, ""));
  const columns = columnsOf(data[0] ?? []);
  if (!columns)
    throw new AppError(
      "format",
      "The table has no columns of pictures and boxes",
      { rule: "csv.columns" },
    );
  const pictures = new Map<
    string,
    { size: PictureSize | null; readonly objects: PictureObject[] }
  >();
  data.forEach((cells, index) => {
    const isHead = index === 0 && columns !== HEADLESS;
    if (isHead || cells.every((value) => value === "")) return;
    const row = rowOf((column) => {
      const at = columns[column];
      // A row that is too short has cells that are empty, not columns that are missing.
      return at === undefined ? undefined : (cells[at] ?? "");
    });
    if (!row)
      return report({
        severity: "error",
        rule: "csv.row",
        line: index + 1,
        message: "A row must have a picture, a box of four numbers and a label",
        value: cells.join(",").slice(0, 200),
      });
    const picture = pictures.get(row.name) ?? { size: row.size, objects: [] };
    pictures.set(row.name, picture);
    picture.size ??= row.size;
    if (row.object) picture.objects.push(row.object);
  });
  return [...pictures].map(([name, { size, objects }]) => ({
    name,
    size,
    objects,
    saysNone: objects.length === 0,
  }));
}
