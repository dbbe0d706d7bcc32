/**
 * Polygons united, cut and widened, on a grid of whole numbers: there, no two borders miss each
 * other by rounding. By Clipper 2 of Angus Johnson.
 */
import {
  booleanOpDWithPolyTree,
  ClipType,
  EndType,
  FillRule,
  inflatePathsD,
  JoinType,
  type PathsD,
  type PolyPathD,
  PolyTreeD,
  simplifyPathD,
} from "clipper2-ts";
import type { Point } from "#core/geometry.ts";
import { areaOfRing } from "#core/ring-geometry.ts";
import type { MultiPolygon, Polygon } from "#core/shape.ts";

export type PolygonShape = Polygon | MultiPolygon;
type Rings = readonly (readonly Point[])[];

/** Decimal places of the grid: a hundredth of a pixel. */
const PRECISION = 2;
/** Crumbs below this area are left by rounding, square pixels. */
const LEAST_AREA = 0.5;

const pathsOf = (rings: Rings): PathsD =>
  rings.map((ring) => ring.map(({ x, y }) => ({ x, y })));

const roundOff = (value: number): number => Math.round(value * 10) / 10;

/** To a tenth of a pixel, without points that fall together; null for crumbs. */
function ringOf(path: readonly Point[] | null): Point[] | null {
  const ring: Point[] = [];
  for (const point of path ?? []) {
    const [x, y] = [roundOff(point.x), roundOff(point.y)];
    const last = ring.at(-1);
    if (last?.x !== x || last.y !== y) ring.push({ x, y });
  }
  const [first, last] = [ring[0], ring.at(-1)];
  if (ring.length > 1 && first?.x === last?.x && first?.y === last?.y)
    ring.pop();
  return ring.length >= 3 && areaOfRing(ring) >= LEAST_AREA ? ring : null;
}

/** Outer rings with their holes; what lies in a hole is a polygon of its own. */
function polygonsUnder(node: PolyPathD): Point[][][] {
  const polygons: Point[][][] = [];
  for (let i = 0; i < node.count; i += 1) {
    const outer = node.child(i);
    const rings: Point[][] = [];
    const inside: Point[][][] = [];
    for (let n = 0; n < outer.count; n += 1) {
      const hole = outer.child(n);
      const ring = ringOf(hole.poly);
      if (ring) rings.push(ring);
      inside.push(...polygonsUnder(hole));
    }
    const ring = ringOf(outer.poly);
    if (ring) polygons.push([ring, ...rings]);
    polygons.push(...inside);
  }
  return polygons;
}

/** The simplest shape of these polygons; null for none. */
export function shapeOfPolygons(
  polygons: readonly (readonly (readonly Point[])[])[],
): PolygonShape | null {
  const [first, second] = polygons;
  if (!first) return null;
  const [outer, hole] = first;
  return outer && !hole && !second
    ? { kind: "polygon", points: outer }
    : { kind: "multipolygon", polygons };
}

function clipped(
  operation: ClipType,
  subject: Rings,
  clip: Rings,
  fill: FillRule,
): Point[][][] {
  const tree = new PolyTreeD();
  booleanOpDWithPolyTree(
    operation,
    pathsOf(subject),
    pathsOf(clip),
    tree,
    fill,
    PRECISION,
  );
  return polygonsUnder(tree);
}

/** What rings enclose by the even-odd rule, as polygons. */
export const polygonsOfRings = (rings: Rings): Point[][][] =>
  clipped(ClipType.Union, rings, [], FillRule.EvenOdd);

/** All that any of them covers. Each is taken by the even-odd rule. */
export function unitedPolygons(sets: readonly Rings[]): PolygonShape | null {
  let all: Point[][][] = [];
  for (const rings of sets)
    all = clipped(
      ClipType.Union,
      all.flat(),
      polygonsOfRings(rings).flat(),
      FillRule.NonZero,
    );
  return shapeOfPolygons(all);
}

/** What is left of the first, by the even-odd rule, without all that the second goes round. */
export const subtractedPolygons = (rings: Rings, without: Rings): Point[][][] =>
  clipped(
    ClipType.Difference,
    polygonsOfRings(rings).flat(),
    without,
    FillRule.NonZero,
  );

/** What a round brush covers on its way. @param radius picture pixels. */
export function strokeRings(points: readonly Point[], radius: number): Rings {
  const [only] = points;
  const path = points.length > 1 || !only ? points : [only, only];
  return inflatePathsD(
    pathsOf([simplifiedPath(path, radius / 20, false)]),
    radius,
    JoinType.Round,
    EndType.Round,
    2,
    PRECISION,
    Math.max(0.05, radius / 100),
  );
}

/** Without points that change the form by less than the tolerance, pixels. */
export function simplifiedPath(
  points: readonly Point[],
  tolerance: number,
  isClosed = true,
): Point[] {
  if (tolerance <= 0 || points.length < 4) return [...points];
  const [path = []] = pathsOf([points]);
  const simple = simplifyPathD(path, tolerance, isClosed);
  return simple.length >= (isClosed ? 3 : 2)
    ? simple.map(({ x, y }) => ({ x, y }))
    : [...points];
}
