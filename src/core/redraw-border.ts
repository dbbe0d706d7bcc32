/** A part of a region's border drawn anew. */
import type { Point } from "./geometry.ts";
import { ringsOf } from "./rings.ts";
import { type Foot, nearestOnRing } from "./ring-geometry.ts";
import type { MultiPolygon, Polygon } from "./shape.ts";

type Ring = readonly Point[];

function lengthOf(points: Ring): number {
  let length = 0;
  points.forEach(({ x, y }, i) => {
    const before = points[i - 1];
    if (before) length += Math.hypot(x - before.x, y - before.y);
  });
  return length;
}

/** The corners passed on the way round from one foot to the other. */
function cornersBetween(ring: Ring, from: Foot, to: Foot): Point[] {
  const count = ring.length;
  const isAhead =
    to.edge > from.edge || (to.edge === from.edge && to.share >= from.share);
  const steps = to.edge - from.edge + (isAhead ? 0 : count);
  return Array.from(
    { length: steps },
    (_, i) => ring[(from.edge + 1 + i) % count] as Point,
  );
}

/** The ring with `path` in the place of the shorter of the two ways between its ends. */
function redrawnRing(ring: Ring, path: Ring): Point[] | null {
  const [first, last] = [path[0], path.at(-1)];
  const from = first && nearestOnRing(ring, first);
  const to = last && nearestOnRing(ring, last);
  if (!from || !to) return null;
  const there = cornersBetween(ring, from, to);
  const back = cornersBetween(ring, to, from);
  const isThereShorter =
    lengthOf([from.at, ...there, to.at]) <= lengthOf([to.at, ...back, from.at]);
  const drawn = [from.at, ...path.slice(1, -1), to.at];
  return isThereShorter ? [...drawn, ...back] : [...drawn.reverse(), ...there];
}

/**
 * @param path begins and ends near the border: it is drawn to the nearest places there. The ring
 * where it begins is changed.
 * @returns null when the path is too short to mean anything.
 */
export function redrawn<S extends Polygon | MultiPolygon>(
  shape: S,
  path: Ring,
): Polygon | MultiPolygon | null {
  const [start] = path;
  if (!start || path.length < 2) return null;
  const rings = ringsOf(shape);
  const feet = rings.map(
    (ring) => nearestOnRing(ring, start)?.away ?? Infinity,
  );
  const nearest = rings[feet.indexOf(Math.min(...feet))];
  const ring = nearest && redrawnRing(nearest, path);
  if (!ring || ring.length < 3) return null;
  if (shape.kind === "polygon") return { kind: "polygon", points: ring };
  return {
    kind: "multipolygon",
    polygons: shape.polygons.map((one) =>
      one.map((old) => (old === nearest ? ring : old)),
    ),
  };
}
