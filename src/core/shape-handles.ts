/** The places by which a shape is taken to change its form, and what each of them does. */
import type { Box, Point } from "./geometry.ts";
import { ringsOf } from "./rings.ts";
import type { MultiPolygon, Shape } from "./shape.ts";
import { clampPoint, distance, type PictureSize } from "./shape-geometry.ts";

export type Handle =
  /** Of a box: -1 = the minimum side moves, 1 = the maximum, 0 = neither. */
  | {
      readonly kind: "side";
      readonly at: Point;
      readonly x: -1 | 0 | 1;
      readonly y: -1 | 0 | 1;
    }
  /** Vertices of several rings are counted through, ring after ring. */
  | { readonly kind: "vertex"; readonly at: Point; readonly index: number }
  /** Between vertex `index` and the next: moving it makes a vertex of it. */
  | { readonly kind: "middle"; readonly at: Point; readonly index: number }
  | { readonly kind: "rim"; readonly at: Point }
  | {
      readonly kind: "end";
      readonly at: Point;
      readonly end: "from" | "to";
    };

export interface HandleOptions {
  /** Only handles in here. */
  readonly within: Box;
  /** Edges shorter than this get no handle in the middle. Picture pixels. */
  readonly room: number;
}

const isIn = ({ x, y }: Point, box: Box): boolean =>
  x >= box.xMin && x <= box.xMax && y >= box.yMin && y <= box.yMax;

const between = (a: Point, b: Point): Point => ({
  x: (a.x + b.x) / 2,
  y: (a.y + b.y) / 2,
});

const SIDES = [-1, 0, 1] as const;

function boxHandles(box: Box, room: number): Handle[] {
  const width = box.xMax - box.xMin;
  const height = box.yMax - box.yMin;
  return SIDES.flatMap((y) =>
    SIDES.flatMap((x): Handle[] => {
      const isMiddle = x === 0 && y === 0;
      const isCrowded = (x === 0 && width < room) || (y === 0 && height < room);
      if (isMiddle || isCrowded) return [];
      const at = {
        x: box.xMin + ((x + 1) / 2) * width,
        y: box.yMin + ((y + 1) / 2) * height,
      };
      return [{ kind: "side", at, x, y }];
    }),
  );
}

/** Reads a ring of 50,000 points in well under a frame: what is outside makes no object. */
function ringHandles(
  points: readonly Point[],
  { within, room }: HandleOptions,
  offset = 0,
): Handle[] {
  const handles: Handle[] = [];
  const leastSquare = room * room;
  points.forEach((at, i) => {
    const index = offset + i;
    if (isIn(at, within)) handles.push({ kind: "vertex", at, index });
    const next = points[i + 1] ?? points[0];
    if (!next || (next.x - at.x) ** 2 + (next.y - at.y) ** 2 < leastSquare)
      return;
    const middle = between(at, next);
    if (isIn(middle, within))
      handles.push({ kind: "middle", at: middle, index });
  });
  return handles;
}

export function handlesOf(shape: Shape, options: HandleOptions): Handle[] {
  const kept = (handles: readonly Handle[]): Handle[] =>
    handles.filter(({ at }) => isIn(at, options.within));
  switch (shape.kind) {
    // These are taken as a whole.
    case "point":
    case "mask":
      return [];
    case "line":
      return kept([
        { kind: "end", at: shape.from, end: "from" },
        { kind: "end", at: shape.to, end: "to" },
      ]);
    case "bndbox":
      return kept(boxHandles(shape, options.room));
    case "polygon":
      return ringHandles(shape.points, options);
    case "multipolygon": {
      let offset = 0;
      return ringsOf(shape).flatMap((ring) => {
        const handles = ringHandles(ring, options, offset);
        offset += ring.length;
        return handles;
      });
    }
    case "circle": {
      const { center, radius } = shape;
      return kept(
        [
          { x: center.x + radius, y: center.y },
          { x: center.x, y: center.y + radius },
          { x: center.x - radius, y: center.y },
          { x: center.x, y: center.y - radius },
        ].map((at) => ({ kind: "rim", at })),
      );
    }
  }
}

/** The side that moves to `to`, and the one that stays; past it, they change roles. */
function stretch(
  min: number,
  max: number,
  side: -1 | 0 | 1,
  to: number,
): readonly [number, number] {
  if (side === 0) return [min, max];
  const fixed = side === -1 ? max : min;
  return [Math.min(fixed, to), Math.max(fixed, to)];
}

/** One ring changed: that which holds the vertex of this index. @param edit null takes the ring away, and with an outer ring its polygon. */
function editRing(
  shape: MultiPolygon,
  index: number,
  edit: (ring: readonly Point[], at: number) => readonly Point[] | null,
): MultiPolygon {
  let offset = 0;
  const polygons = shape.polygons.map((rings) =>
    rings.map((ring) => {
      const at = index - offset;
      offset += ring.length;
      return at >= 0 && at < ring.length ? edit(ring, at) : ring;
    }),
  );
  return {
    ...shape,
    polygons: polygons
      .filter(([outer]) => outer !== null)
      .map((rings) => rings.filter((ring) => ring !== null)),
  };
}

/** The shape with one handle at `to`, kept in the picture. A handle of another kind of shape changes nothing. */
export function moveHandle(
  shape: Shape,
  handle: Handle,
  to: Point,
  size: PictureSize,
): Shape {
  const at = clampPoint(to, size);
  if (shape.kind === "bndbox" && handle.kind === "side") {
    const [xMin, xMax] = stretch(shape.xMin, shape.xMax, handle.x, at.x);
    const [yMin, yMax] = stretch(shape.yMin, shape.yMax, handle.y, at.y);
    return { ...shape, xMin, yMin, xMax, yMax };
  }
  if (shape.kind === "polygon" && handle.kind === "vertex")
    return { ...shape, points: shape.points.with(handle.index, at) };
  if (shape.kind === "polygon" && handle.kind === "middle")
    return {
      ...shape,
      points: shape.points.toSpliced(handle.index + 1, 0, at),
    };
  if (shape.kind === "multipolygon" && handle.kind === "vertex")
    return editRing(shape, handle.index, (ring, i) => ring.with(i, at));
  if (shape.kind === "multipolygon" && handle.kind === "middle")
    return editRing(shape, handle.index, (ring, i) =>
      ring.toSpliced(i + 1, 0, at),
    );
  if (shape.kind === "circle" && handle.kind === "rim")
    return { ...shape, radius: distance(shape.center, at) };
  if (shape.kind === "line" && handle.kind === "end")
    return { ...shape, [handle.end]: at };
  return shape;
}

/** The polygon without one vertex; null when it would not be one any more. Of several rings, one of three vertices goes as a whole. */
export function withoutVertex(shape: Shape, index: number): Shape | null {
  if (shape.kind === "multipolygon") {
    const next = editRing(shape, index, (ring, i) =>
      ring.length > 3 ? ring.toSpliced(i, 1) : null,
    );
    return next.polygons.length > 0 ? next : null;
  }
  if (shape.kind !== "polygon" || shape.points.length <= 3) return null;
  return index in shape.points
    ? { ...shape, points: shape.points.toSpliced(index, 1) }
    : null;
}
