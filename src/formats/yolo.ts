/**
 * YOLO's label files: one object a line, its class by number, then shares of the picture's sides.
 * Five numbers are a box, more are the corners of a polygon or of a turned box.
 */
import type { Point } from "#core/geometry.ts";
import {
  plainObject,
  type PictureLabels,
  type PictureObject,
  type Report,
} from "./picture-labels.ts";
import { cornersOf, boxOfShape } from "./shape-box.ts";
import { outerRings } from "#core/ring-geometry.ts";
import { ringsOf } from "#core/rings.ts";
import type { PlainShape, Shape } from "#core/shape.ts";
import type { VocShape } from "./voc-xml.ts";

/** Whether a text can be a label file: lines of numbers, or nothing. */
export const isYoloText = (head: string): boolean =>
  head
    .split("\n")
    .slice(0, 20)
    .every((line) => /^\s*(\d+(\s+[-+.\deE]+){4,}\s*)?$/.test(line));

function corners(numbers: readonly number[]): Point[] {
  const points: Point[] = [];
  for (let n = 0; n + 1 < numbers.length; n += 2)
    points.push({ x: numbers[n] ?? 0, y: numbers[n + 1] ?? 0 });
  return points;
}

/** Four corners along the sides of the picture are a box: the format has no other way to say so. */
function polygonOf(points: readonly Point[]): VocShape {
  const box = boxOfShape({ kind: "polygon", points });
  const isBox =
    points.length === 4 &&
    cornersOf(box).every(({ x, y }) =>
      points.some((point) => point.x === x && point.y === y),
    );
  return isBox ? { kind: "bndbox", ...box } : { kind: "polygon", points };
}

function boxOf([
  x = 0,
  y = 0,
  width = 0,
  height = 0,
]: readonly number[]): VocShape {
  return {
    kind: "bndbox",
    xMin: x - width / 2,
    yMin: y - height / 2,
    xMax: x + width / 2,
    yMax: y + height / 2,
  };
}

interface YoloClasses {
  /** Name of a class number, or undefined. */
  readonly nameOf: (index: number) => string | undefined;
  /** The numbers behind a box are keypoints. */
  readonly hasKeypoints: boolean;
  /** Polygons are never boxes. */
  readonly takesRegions?: boolean;
}

function objectOf(
  line: string,
  classes: YoloClasses,
): PictureObject | YoloFault {
  const [index = Number.NaN, ...numbers] = line.split(/\s+/).map(Number);
  if (numbers.length < 4 || !numbers.every(Number.isFinite))
    return FAULTS.numbers;
  const name = classes.nameOf(index);
  if (name === undefined) return FAULTS.class;
  // A prediction has its confidence behind the numbers of the shape.
  const hasConfidence = numbers.length % 2 === 1 && !classes.hasKeypoints;
  const last = hasConfidence ? (numbers.pop() ?? -1) : -1;
  const confidence = last >= 0 ? Math.min(last, 1) : null;
  if (numbers.length > 4 && !classes.hasKeypoints)
    return {
      ...plainObject(
        name,
        classes.takesRegions
          ? { kind: "polygon", points: corners(numbers) }
          : polygonOf(corners(numbers)),
      ),
      confidence,
    };
  if (Math.min(...numbers.slice(2, 4)) < 0) return FAULTS.size;
  return { ...plainObject(name, boxOf(numbers)), confidence };
}

interface YoloFault {
  readonly rule: string;
  readonly message: string;
}

const FAULTS = {
  numbers: {
    rule: "yolo.numbers",
    message: "A line must be a class number and at least four numbers",
  },
  class: { rule: "yolo.class", message: "No class has this number" },
  size: {
    rule: "yolo.size",
    message: "Width and height must not be negative",
  },
} as const satisfies Record<string, YoloFault>;

/** @returns objects in shares of the picture's sides; `saysNone` when there is not even one that cannot be read. */
export function parseYolo(
  text: string,
  classes: YoloClasses,
  report: Report,
): Pick<PictureLabels, "objects" | "saysNone"> {
  let saysNone = true;
  const objects = text.split("\n").flatMap((line, i) => {
    const words = line.trim();
    if (words === "") return [];
    saysNone = false;
    const found = objectOf(words, classes);
    if (!("rule" in found)) return [found];
    const value = words.slice(0, 200);
    report({ severity: "error", line: i + 1, value, ...found });
    return [];
  });
  return { objects, saysNone };
}

/** What a line of a label file describes. */
export type YoloTask = "detect" | "segment" | "obb";

/** Shares with nine places: a thousandth of a pixel in a picture of a million. */
const share = (value: number): string => String(Number(value.toFixed(9)));

const CIRCLE_CORNERS = 32;

function outline(shape: VocShape, task: YoloTask): readonly Point[] {
  if (
    shape.kind === "polygon" &&
    (task === "segment" || shape.points.length === 4)
  )
    return shape.points;
  if (shape.kind === "circle" && task === "segment")
    return Array.from({ length: CIRCLE_CORNERS }, (_, n) => {
      const angle = (2 * Math.PI * n) / CIRCLE_CORNERS;
      return {
        x: shape.center.x + shape.radius * Math.cos(angle),
        y: shape.center.y + shape.radius * Math.sin(angle),
      };
    });
  return cornersOf(boxOfShape(shape));
}

/** The shapes that stand for one in a file that knows no holes and no parts: its outer rings. */
export const yoloShapes = (shape: Shape): PlainShape[] => {
  if (shape.kind === "multipolygon")
    return shape.polygons.map(([points = []]) => ({ kind: "polygon", points }));
  if (shape.kind !== "mask") return [shape];
  return outerRings(ringsOf(shape)).map((points) => ({
    kind: "polygon",
    points,
  }));
};

/** One line without its end; null for a point, which covers nothing. */
export function yoloLine(
  index: number,
  shape: VocShape,
  task: YoloTask,
  { width, height }: { readonly width: number; readonly height: number },
): string | null {
  if (shape.kind === "point") return null;
  if (task === "detect") {
    const { xMin, yMin, xMax, yMax } = boxOfShape(shape);
    const numbers = [
      (xMin + xMax) / 2 / width,
      (yMin + yMax) / 2 / height,
      (xMax - xMin) / width,
      (yMax - yMin) / height,
    ];
    return [index, ...numbers.map(share)].join(" ");
  }
  const numbers = outline(shape, task).flatMap(({ x, y }) => [
    share(x / width),
    share(y / height),
  ]);
  return [index, ...numbers].join(" ");
}
