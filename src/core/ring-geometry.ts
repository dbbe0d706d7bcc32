/** Questions about rings of points. A ring is not closed: the first point is not repeated at the end. */
import type { Box, Point } from "./geometry.ts";

/** The box around points; around nothing it is empty and infinite. */
export function boundsOfPoints(points: readonly Point[]): Box {
  let [xMin, yMin, xMax, yMax] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    if (x < xMin) xMin = x;
    if (x > xMax) xMax = x;
    if (y < yMin) yMin = y;
    if (y > yMax) yMax = y;
  }
  return { xMin, yMin, xMax, yMax };
}

/** Without a root: rings of 50,000 pieces are asked at every move of the pointer. */
function squaredDistanceToSegment(at: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const along =
    length === 0 ? 0 : ((at.x - a.x) * dx + (at.y - a.y) * dy) / length;
  const t = Math.min(1, Math.max(0, along));
  return (at.x - a.x - t * dx) ** 2 + (at.y - a.y - t * dy) ** 2;
}

/** Shortest way from `at` to the straight piece between `a` and `b`. */
export const distanceToSegment = (at: Point, a: Point, b: Point): number =>
  Math.sqrt(squaredDistanceToSegment(at, a, b));

/** Shortest way to the ring, from inside or outside. */
export function distanceToRing(at: Point, ring: readonly Point[]): number {
  let [least, before] = [Infinity, ring.at(-1)];
  for (const point of ring) {
    if (before)
      least = Math.min(least, squaredDistanceToSegment(at, before, point));
    before = point;
  }
  return Math.sqrt(least);
}

/** Twice the area; positive where the ring runs clockwise as seen, as y points down. */
function signedArea(ring: readonly Point[]): number {
  let twice = 0;
  let before = ring.at(-1);
  for (const point of ring) {
    if (before) twice += before.x * point.y - point.x * before.y;
    before = point;
  }
  return twice;
}

/** Square pixels. Where a ring crosses itself, what turns back counts against it. */
export const areaOfRing = (ring: readonly Point[]): number =>
  Math.abs(signedArea(ring)) / 2;

/** Those that run clockwise: of the outline of a mask, the ones that are no holes. */
export const outerRings = (
  rings: readonly (readonly Point[])[],
): (readonly Point[])[] => rings.filter((ring) => signedArea(ring) > 0);

/** Inside by the even-odd rule. */
export function isInRing({ x, y }: Point, ring: readonly Point[]): boolean {
  let isIn = false;
  let before = ring.at(-1);
  for (const point of ring) {
    if (before && point.y > y !== before.y > y) {
      const share = (y - point.y) / (before.y - point.y);
      if (x < point.x + share * (before.x - point.x)) isIn = !isIn;
    }
    before = point;
  }
  return isIn;
}

/** A place on a ring. */
export interface Foot {
  readonly at: Point;
  /** Between corner `edge` and the next, at this share of the way. */
  readonly edge: number;
  readonly share: number;
  /** How far it is. */
  readonly away: number;
}

/** The place on the ring that is nearest; null on an empty one. */
export function nearestOnRing(ring: readonly Point[], at: Point): Foot | null {
  let nearest: Foot | null = null;
  ring.forEach((from, edge) => {
    const to = ring[(edge + 1) % ring.length] ?? from;
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const length = dx * dx + dy * dy;
    const along =
      length === 0 ? 0 : ((at.x - from.x) * dx + (at.y - from.y) * dy) / length;
    const share = Math.min(1, Math.max(0, along));
    const foot = { x: from.x + share * dx, y: from.y + share * dy };
    const away = Math.hypot(at.x - foot.x, at.y - foot.y);
    if (!nearest || away < nearest.away)
      nearest = { at: foot, edge, share, away };
  });
  return nearest;
}

/** A corner within reach counts before the places between. */
export function borderNear(
  ring: readonly Point[],
  at: Point,
  radius: number,
): { readonly at: Point; readonly away: number } | null {
  const foot = nearestOnRing(ring, at);
  if (!foot || foot.away > radius) return null;
  const ends = [ring[foot.edge], ring[(foot.edge + 1) % ring.length]];
  for (const end of ends) {
    const away = end ? Math.hypot(end.x - at.x, end.y - at.y) : Infinity;
    if (end && away <= radius) return { at: end, away };
  }
  return { at: foot.at, away: foot.away };
}
