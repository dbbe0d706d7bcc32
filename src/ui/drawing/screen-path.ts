/**
 * A polygon as it goes to the screen: no finer than pixels, and without what lies beyond the edges.
 * A ring of 50,000 points costs one pass of arithmetic; the painter gets the few thousand that show.
 */
import type { Point } from "#core/geometry.ts";
import type { PictureSize } from "#core/shape-geometry.ts";
import type { Viewport } from "./viewport.ts";

/** Points nearer to the one before than this, in CSS pixels, cannot be told from it. */
const DETAIL = 0.75;
/** A path of more points than this is made coarser, so that a wide stroke of it stays quick. */
const MANY = 3000;
const COARSE_DETAIL = 2;
/** Strokes reach this far beyond their line, CSS pixels. */
const MARGIN = 8;

/** Which edges of the surface a place lies beyond, one bit each. */
function beyond(x: number, y: number, surface: PictureSize): number {
  return (
    (x < -MARGIN ? 1 : 0) |
    (x > surface.width + MARGIN ? 2 : 0) |
    (y < -MARGIN ? 4 : 0) |
    (y > surface.height + MARGIN ? 8 : 0)
  );
}

/** The path without points that are hardly apart from the one before. */
function coarser(path: readonly number[]): number[] {
  const kept: number[] = [];
  for (let i = 0; i < path.length; i += 2) {
    const [x, y] = [path[i] ?? 0, path[i + 1] ?? 0];
    const [lastX, lastY] = [kept.at(-2), kept.at(-1)];
    const isClose =
      lastX !== undefined &&
      lastY !== undefined &&
      Math.abs(x - lastX) + Math.abs(y - lastY) < COARSE_DETAIL;
    if (!isClose) kept.push(x, y);
  }
  return kept;
}

/** @returns x, y, x, y ... in CSS pixels on the surface; looks the same as the whole ring. */
export function screenPath(
  points: readonly Point[],
  view: Viewport,
  surface: PictureSize,
): number[] {
  const path: number[] = [];
  let [lastX, lastY] = [Infinity, Infinity];
  // The edges that the last kept point and everything kept back since lie beyond.
  let common = 0;
  // A point far outside is kept back until the path turns inwards or to another side.
  let skipped: readonly [number, number] | null = null;
  const keep = (x: number, y: number, side: number): void => {
    path.push(x, y);
    [lastX, lastY, common] = [x, y, side];
  };
  for (const point of points) {
    const x = point.x * view.scale + view.x;
    const y = point.y * view.scale + view.y;
    const side = beyond(x, y, surface);
    if ((side & common) !== 0) {
      common &= side;
      skipped = [x, y];
      continue;
    }
    if (skipped) {
      keep(...skipped, beyond(...skipped, surface));
      skipped = null;
      // The one kept back may lie on a new side, which this point shares.
      if ((side & common) !== 0) {
        common &= side;
        skipped = [x, y];
        continue;
      }
    }
    if (Math.abs(x - lastX) + Math.abs(y - lastY) >= DETAIL) keep(x, y, side);
  }
  if (skipped) keep(...skipped, 0);
  return path.length > 2 * MANY ? coarser(path) : path;
}
