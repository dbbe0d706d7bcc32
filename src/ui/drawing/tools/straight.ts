import type { Point } from "#core/geometry.ts";

const STEP = Math.PI / 4;

/** The foot of `at` on the nearest of the eight directions from `before`. */
export function toEighth(before: Point, at: Point): Point {
  const [dx, dy] = [at.x - before.x, at.y - before.y];
  const angle = Math.round(Math.atan2(dy, dx) / STEP) * STEP;
  const length = dx * Math.cos(angle) + dy * Math.sin(angle);
  return {
    x: before.x + length * Math.cos(angle),
    y: before.y + length * Math.sin(angle),
  };
}
