/** The names beside the shapes: which get one, where it lies, and how it is drawn. */
import { boundsOf } from "#core/shape-geometry.ts";
import type { Point } from "#core/geometry.ts";
import type { DrawnShape, ShapeKey } from "./drawn-shape.ts";
import type { ShapesToPaint } from "./paint-shapes.ts";
import { toSurface, type Viewport } from "./viewport.ts";

/** CSS pixels on the surface. */
export interface NameTag {
  readonly key: ShapeKey;
  readonly text: string;
  readonly color: string;
  readonly isLocked: boolean;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export const TAG_HEIGHT = 18;
const FONT = "600 11px Inter, ui-sans-serif, system-ui, sans-serif";
const PADDING = 5;
const LOCK_WIDTH = 11;
/** A shape smaller than this on the screen has no room for a name, CSS pixels. */
const LEAST_WIDTH = 24;
const LEAST_HEIGHT = 14;
/** Beyond this many, names hide more than they tell. */
const MOST_TAGS = 200;
const LONGEST = 28;

/** Dark or light text, whichever is read better on the ground. @param color `#rrggbb`; others get white. */
export function inkOn(color: string): string {
  const digits = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(color);
  if (!digits) return "#ffffff";
  const [red, green, blue] = digits.slice(1).map((two) => parseInt(two, 16));
  const light = 0.299 * (red ?? 0) + 0.587 * (green ?? 0) + 0.114 * (blue ?? 0);
  return light > 150 ? "#111111" : "#ffffff";
}

function isRoomy({ shape }: DrawnShape, view: Viewport): boolean {
  if (shape.kind === "point" || shape.kind === "line") return true;
  const box = boundsOf(shape);
  return (
    (box.xMax - box.xMin) * view.scale >= LEAST_WIDTH &&
    (box.yMax - box.yMin) * view.scale >= LEAST_HEIGHT
  );
}

const textOf = ({ name, isProposed }: DrawnShape): string => {
  const short = name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name;
  return isProposed ? `${short} ?` : short;
};

const widths = new Map<string, number>();

function widthOf(context: CanvasRenderingContext2D, text: string): number {
  let width = widths.get(text);
  if (width === undefined) {
    width = context.measureText(text).width;
    widths.set(text, width);
  }
  return width;
}

/**
 * Names of what is in view, above the shape, or in it where there is no room above; none at all
 * where there would be too many.
 */
export function layOutTags(
  context: CanvasRenderingContext2D,
  { shapes, view, surface }: ShapesToPaint,
): NameTag[] {
  context.font = FONT;
  const roomy = shapes.filter((one) => one.name && isRoomy(one, view));
  if (roomy.length > MOST_TAGS) return [];
  return roomy.map((one) => {
    const { xMin, yMin } = boundsOf(one.shape);
    const at = toSurface(view, { x: xMin, y: yMin });
    const text = textOf(one);
    const lock = one.isLocked ? LOCK_WIDTH : 0;
    const width = widthOf(context, text) + 2 * PADDING + lock;
    const isDot = one.shape.kind === "point";
    const above = at.y - TAG_HEIGHT - (isDot ? 9 : 2);
    return {
      key: one.key,
      text,
      color: one.color,
      isLocked: one.isLocked,
      x: Math.min(Math.max(0, at.x - 1), Math.max(0, surface.width - width)),
      y: above >= 0 ? above : Math.max(0, at.y + 2),
      width,
    };
  });
}

function paintLock(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
): void {
  context.fillRect(x, y + 4, 7, 5);
  context.lineWidth = 1.4;
  context.beginPath();
  context.arc(x + 3.5, y + 4, 2.3, Math.PI, 0);
  context.stroke();
}

export function paintTags(
  context: CanvasRenderingContext2D,
  tags: readonly NameTag[],
): void {
  context.font = FONT;
  context.textBaseline = "middle";
  for (const { text, color, isLocked, x, y, width } of tags) {
    context.fillStyle = color;
    context.beginPath();
    context.roundRect(x, y, width, TAG_HEIGHT, 4);
    context.fill();
    context.fillStyle = context.strokeStyle = inkOn(color);
    if (isLocked) paintLock(context, x + PADDING, y + 4);
    const indent = PADDING + (isLocked ? LOCK_WIDTH : 0);
    context.fillText(text, x + indent, y + TAG_HEIGHT / 2 + 0.5);
  }
}

/** The tag at a place on the surface, topmost first. */
export function tagAt(tags: readonly NameTag[], at: Point): ShapeKey | null {
  const tag = tags.findLast(
    ({ x, y, width }) =>
      at.x >= x && at.x < x + width && at.y >= y && at.y < y + TAG_HEIGHT,
  );
  return tag?.key ?? null;
}
