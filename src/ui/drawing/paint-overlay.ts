/** What changes under the hand: the shape being drawn or changed, its handles, the crosshair. */
import type { Point } from "#core/geometry.ts";
import type { Shape } from "#core/shape.ts";
import { boundsOf, distance, type PictureSize } from "#core/shape-geometry.ts";
import { type Handle, handlesOf } from "#core/shape-handles.ts";
import { type Draft, previewOf } from "./draft.ts";
import { HANDLE_ROOM } from "./intent.ts";
import { fillShape, strokeShape, toScreen } from "./stroke-shape.ts";
import { drawTools } from "./tools/draw-tools.ts";
import { toSurface, type Viewport, visibleBox } from "./viewport.ts";

export interface OverlayScene {
  readonly view: Viewport;
  readonly surface: PictureSize;
  /** Shapes as the drag so far makes them. */
  readonly changed: readonly {
    readonly shape: Shape;
    readonly color: string;
  }[];
  readonly draft: Draft | null;
  readonly drawColor: string;
  /** Across the round brush, CSS pixels; null for other tools. */
  readonly brush: number | null;
  /** The one shape that shows handles. */
  readonly handled: { readonly shape: Shape; readonly color: string } | null;
  /** Index of the polygon point touched last. */
  readonly vertex: number | null;
  /** Of a handle, CSS pixels. */
  readonly handleRadius: number;
  /** Corners of the rectangle that selects, picture pixels. */
  readonly band: readonly [Point, Point] | null;
  /** Where a mouse or pen hovers, or anything presses, CSS pixels. */
  readonly pointer: Point | null;
  readonly hasCrosshair: boolean;
}

const HALO = "rgb(255 255 255 / 0.9)";
const FILL = 0.18;
const BAND = "#155fa8";
/** Handles closer than this to the one before are left out: they could not be told apart. */
const HANDLE_GAP = 9;
/** More than these would hide the outline they lie on. */
const MOST_HANDLES = 120;
/** Around the pointer, where handles of a crowd are shown, CSS pixels. */
const NEAR = 60;
const LEAST_KNOB = 2.5;
/** A path has a point at every step: knobs would hide it. */
const MANY_KNOBS = 12;

type Context = CanvasRenderingContext2D;

function paintActive(
  context: Context,
  shape: Shape,
  color: string,
  { view, surface }: OverlayScene,
): void {
  const screen = toScreen(shape, view, surface);
  context.fillStyle = color;
  context.globalAlpha = FILL;
  fillShape(context, screen);
  context.globalAlpha = 1;
  const isDashed = screen.kind === "path" && screen.isDashed;
  for (const [style, width] of [
    [HALO, 5],
    [color, 3],
  ] as const) {
    context.strokeStyle = style;
    context.lineWidth = width;
    context.setLineDash(isDashed && style === color ? [6, 6] : []);
    strokeShape(context, screen);
  }
  context.setLineDash([]);
}

function paintKnob(
  context: Context,
  at: Point,
  radius: number,
  fill: string,
  line: string,
): void {
  context.beginPath();
  context.arc(at.x, at.y, radius, 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.fill();
  context.strokeStyle = line;
  context.lineWidth = 2;
  context.stroke();
}

/** What the brush has covered so far: the eraser takes away, so it shows as light. */
function paintStroke(
  context: Context,
  draft: Draft,
  scene: OverlayScene,
): void {
  const { view, brush, drawColor } = scene;
  if (brush === null) return;
  const step = Math.max(2, brush / 6);
  context.beginPath();
  let last: Point = { x: -Infinity, y: -Infinity };
  draft.points.forEach((point, i) => {
    const at = toSurface(view, point);
    const isLast = i === draft.points.length - 1;
    if (distance(at, last) < step && !isLast) return;
    context.lineTo(at.x, at.y);
    last = at;
  });
  const [only, second] = draft.points;
  // A path of one point has nothing to stroke.
  if (only && !second) context.lineTo(last.x + 0.01, last.y);
  context.lineCap = context.lineJoin = "round";
  context.lineWidth = brush;
  context.strokeStyle = draft.tool === "eraser" ? "#fff" : drawColor;
  context.globalAlpha = 0.5;
  context.stroke();
  context.globalAlpha = 1;
  context.lineCap = "butt";
  context.lineJoin = "miter";
}

/** Where the brush would paint. */
function paintBrush(context: Context, { pointer, brush }: OverlayScene): void {
  if (!pointer || brush === null) return;
  for (const [style, width] of [
    [HALO, 3],
    ["#111", 1],
  ] as const) {
    context.beginPath();
    context.arc(pointer.x, pointer.y, brush / 2, 0, 2 * Math.PI);
    context.strokeStyle = style;
    context.lineWidth = width;
    context.stroke();
  }
}

/** The line from point to point, as long as it makes no shape yet, and a knob on each. */
function paintDraft(context: Context, draft: Draft, scene: OverlayScene): void {
  if (scene.brush !== null) return paintStroke(context, draft, scene);
  const { view, drawColor, handleRadius } = scene;
  const preview = previewOf(draft);
  if (preview) paintActive(context, preview, drawColor, scene);
  const points = draft.points.map((point) => toSurface(view, point));
  const cursor = draft.cursor && toSurface(view, draft.cursor);
  if (!preview) {
    context.beginPath();
    for (const { x, y } of cursor ? [...points, cursor] : points)
      context.lineTo(x, y);
    for (const [style, width] of [
      [HALO, 5],
      [drawColor, 3],
    ] as const) {
      context.strokeStyle = style;
      context.lineWidth = width;
      context.stroke();
    }
  }
  if (drawTools[draft.tool].byPath && points.length > MANY_KNOBS) return;
  points.forEach((point, i) => {
    const closes =
      i === 0 &&
      drawTools[draft.tool].pointCount === null &&
      points.length >= 3;
    const radius = closes ? handleRadius + 2 : handleRadius - 1;
    paintKnob(
      context,
      point,
      radius,
      closes ? drawColor : "#fff",
      closes ? "#fff" : drawColor,
    );
  });
}

function paintHandle(
  context: Context,
  handle: Handle,
  color: string,
  { view, handleRadius, vertex }: OverlayScene,
): void {
  const at = toSurface(view, handle.at);
  if (handle.kind === "middle") {
    context.globalAlpha = 0.75;
    paintKnob(context, at, handleRadius - 2, color, "#fff");
    context.globalAlpha = 1;
    return;
  }
  const isTouched = handle.kind === "vertex" && handle.index === vertex;
  paintKnob(
    context,
    at,
    isTouched ? handleRadius + 2 : handleRadius,
    isTouched ? color : "#fff",
    isTouched ? "#fff" : color,
  );
}

/** Knobs on a small shape leave some of it to be seen, CSS pixels. */
function knobRadius({ handled, view, handleRadius }: OverlayScene): number {
  if (!handled || handled.shape.kind === "line") return handleRadius;
  const { xMin, yMin, xMax, yMax } = boundsOf(handled.shape);
  const side = Math.min(xMax - xMin, yMax - yMin) * view.scale;
  return Math.min(handleRadius, Math.max(LEAST_KNOB, side / 6));
}

/** Far apart enough to be told apart; of a crowd, only those near the pointer, which can be taken. */
function shownHandles(scene: OverlayScene): Handle[] {
  const { handled, view, surface, vertex, pointer } = scene;
  if (!handled) return [];
  const within = visibleBox(view, surface, scene.handleRadius);
  const room = HANDLE_ROOM / view.scale;
  const gap = HANDLE_GAP / view.scale;
  const isTouched = (handle: Handle): boolean =>
    handle.kind === "vertex" && handle.index === vertex;
  let last: Point = { x: -Infinity, y: -Infinity };
  const apart = handlesOf(handled.shape, { within, room }).filter((handle) => {
    const { x, y } = handle.at;
    const isApart = Math.abs(x - last.x) + Math.abs(y - last.y) >= gap;
    if (isApart) last = handle.at;
    return isApart || isTouched(handle);
  });
  if (apart.length <= MOST_HANDLES) return apart;
  return apart.filter(
    (handle) =>
      isTouched(handle) ||
      (pointer !== null &&
        distance(toSurface(view, handle.at), pointer) < NEAR),
  );
}

function paintHandles(context: Context, scene: OverlayScene): void {
  const { handled } = scene;
  if (!handled) return;
  const small = { ...scene, handleRadius: knobRadius(scene) };
  for (const handle of shownHandles(scene))
    paintHandle(context, handle, handled.color, small);
}

function paintBand(context: Context, scene: OverlayScene): void {
  if (!scene.band) return;
  const [from, to] = scene.band.map((point) => toSurface(scene.view, point));
  if (!from || !to) return;
  const rect = [from.x, from.y, to.x - from.x, to.y - from.y] as const;
  context.globalAlpha = FILL;
  context.fillStyle = BAND;
  context.fillRect(...rect);
  context.globalAlpha = 1;
  context.strokeStyle = BAND;
  context.lineWidth = 1.5;
  context.strokeRect(...rect);
}

function paintCrosshair(context: Context, scene: OverlayScene): void {
  const { pointer, hasCrosshair, surface } = scene;
  if (!pointer || !hasCrosshair) return;
  const x = Math.round(pointer.x) + 0.5;
  const y = Math.round(pointer.y) + 0.5;
  context.lineWidth = 1;
  // Light and dark in turn, so that one of them shows on any picture.
  for (const [style, offset] of [
    ["rgb(255 255 255 / 0.9)", 0],
    ["rgb(0 0 0 / 0.8)", 5],
  ] as const) {
    context.strokeStyle = style;
    context.setLineDash([5, 5]);
    context.lineDashOffset = offset;
    context.beginPath();
    context.moveTo(0, y);
    context.lineTo(surface.width, y);
    context.moveTo(x, 0);
    context.lineTo(x, surface.height);
    context.stroke();
  }
  context.setLineDash([]);
}

/** Clears the canvas first. @param ratio device pixels per CSS pixel. */
export function paintOverlay(
  context: Context,
  ratio: number,
  scene: OverlayScene,
): void {
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, scene.surface.width, scene.surface.height);
  for (const { shape, color } of scene.changed)
    paintActive(context, shape, color, scene);
  paintCrosshair(context, scene);
  if (scene.draft) paintDraft(context, scene.draft, scene);
  paintHandles(context, scene);
  paintBrush(context, scene);
  paintBand(context, scene);
}
