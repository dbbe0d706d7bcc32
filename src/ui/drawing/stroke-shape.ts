/** Puts one shape's outline or area on a canvas whose unit is the CSS pixel. */
import type { Shape } from "#core/shape.ts";
import { ringsOf } from "#core/rings.ts";
import type { PictureSize } from "#core/shape-geometry.ts";
import { screenPath } from "./screen-path.ts";
import { toSurface, type Viewport } from "./viewport.ts";

/** A shape where it goes on the screen; CSS pixels. */
export type ScreenShape =
  | { readonly kind: "dot"; readonly x: number; readonly y: number }
  | {
      readonly kind: "box";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    }
  | {
      readonly kind: "path";
      readonly path: readonly number[];
      readonly isClosed: boolean;
      readonly isDashed: boolean;
    }
  /** Closed paths; what they enclose by the even-odd rule is filled. */
  | { readonly kind: "paths"; readonly paths: readonly (readonly number[])[] }
  | {
      readonly kind: "ring";
      readonly x: number;
      readonly y: number;
      readonly radius: number;
    };

export function toScreen(
  shape: Shape,
  view: Viewport,
  surface: PictureSize,
): ScreenShape {
  switch (shape.kind) {
    case "point":
      return { kind: "dot", ...toSurface(view, shape.point) };
    case "line": {
      const [from, to] = [
        toSurface(view, shape.from),
        toSurface(view, shape.to),
      ];
      const path = [from.x, from.y, to.x, to.y];
      return { kind: "path", path, isClosed: false, isDashed: shape.isDashed };
    }
    case "bndbox":
      return {
        kind: "box",
        ...toSurface(view, { x: shape.xMin, y: shape.yMin }),
        width: (shape.xMax - shape.xMin) * view.scale,
        height: (shape.yMax - shape.yMin) * view.scale,
      };
    case "polygon": {
      const path = screenPath(shape.points, view, surface);
      return { kind: "path", path, isClosed: true, isDashed: false };
    }
    case "multipolygon":
    case "mask": {
      const paths = ringsOf(shape).map((ring) =>
        screenPath(ring, view, surface),
      );
      return { kind: "paths", paths: paths.filter((path) => path.length > 2) };
    }
    case "circle": {
      const radius = shape.radius * view.scale;
      return { kind: "ring", ...toSurface(view, shape.center), radius };
    }
  }
}

const DOT_RADIUS = 5;
/** Points of a path that is stroked in pieces, and of one piece. */
const LONG_PATH = 1000;
const PIECE = 200;

function tracePath(
  context: CanvasRenderingContext2D,
  path: readonly number[],
  isClosed: boolean,
): void {
  context.beginPath();
  addPath(context, path);
  if (isClosed) context.closePath();
}

function addPath(
  context: CanvasRenderingContext2D,
  path: readonly number[],
): void {
  for (let i = 0; i < path.length; i += 2)
    context.lineTo(path[i] ?? 0, path[i + 1] ?? 0);
}

function tracePaths(
  context: CanvasRenderingContext2D,
  paths: readonly (readonly number[])[],
): void {
  context.beginPath();
  for (const path of paths) {
    context.moveTo(path[0] ?? 0, path[1] ?? 0);
    addPath(context, path);
    context.closePath();
  }
}

function traceArc(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
}

/** The points lie so close that nobody sees how they are joined. Dashes would begin anew at each piece. */
const isLong = (
  context: CanvasRenderingContext2D,
  path: readonly number[],
): boolean => path.length > 2 * LONG_PATH && context.getLineDash().length === 0;

/**
 * A painter without a GPU weighs every piece of a line against the whole path: measured on 4,400
 * points 5 pixels wide, 9 ms at once and 5 ms in pieces. Pieces share an edge, so that no gap shows.
 */
function strokePieces(
  context: CanvasRenderingContext2D,
  path: readonly number[],
  isClosed: boolean,
): void {
  const closed = isClosed ? [...path, ...path.slice(0, 4)] : path;
  context.lineJoin = "bevel";
  for (let from = 0; from < closed.length; from += 2 * PIECE) {
    context.beginPath();
    addPath(context, closed.slice(from, from + 2 * (PIECE + 2)));
    context.stroke();
  }
  context.lineJoin = "miter";
}

/**
 * With the context's own style. Boxes go one by one, with plain corners: measured without a GPU,
 * 10,000 of them fit into a frame of 17 ms as `strokeRect`; as one path they take 230 ms, and with
 * round corners 75 ms.
 */
export function strokeShape(
  context: CanvasRenderingContext2D,
  shape: ScreenShape,
): void {
  switch (shape.kind) {
    case "box":
      context.strokeRect(shape.x, shape.y, shape.width, shape.height);
      return;
    case "path":
      if (isLong(context, shape.path))
        return strokePieces(context, shape.path, shape.isClosed);
      tracePath(context, shape.path, shape.isClosed);
      context.lineJoin = "round";
      context.stroke();
      context.lineJoin = "miter";
      return;
    case "paths":
      tracePaths(context, shape.paths);
      context.stroke();
      return;
    case "ring":
      traceArc(context, shape.x, shape.y, shape.radius);
      context.stroke();
      return;
    case "dot":
      traceArc(context, shape.x, shape.y, DOT_RADIUS);
      context.stroke();
      return;
  }
}

export function fillShape(
  context: CanvasRenderingContext2D,
  shape: ScreenShape,
): void {
  switch (shape.kind) {
    case "box":
      context.fillRect(shape.x, shape.y, shape.width, shape.height);
      return;
    case "path":
      if (!shape.isClosed) return;
      tracePath(context, shape.path, true);
      context.fill();
      return;
    case "paths":
      tracePaths(context, shape.paths);
      context.fill("evenodd");
      return;
    case "ring":
      traceArc(context, shape.x, shape.y, shape.radius);
      context.fill();
      return;
    case "dot":
      traceArc(context, shape.x, shape.y, DOT_RADIUS);
      context.fill();
      return;
  }
}
