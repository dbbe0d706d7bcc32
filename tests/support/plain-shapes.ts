/** Shapes by a few numbers, in pixels. */
import type { Point } from "#core/geometry.ts";

export const box = (xMin: number, yMin: number, xMax: number, yMax: number) =>
  ({ kind: "bndbox", xMin, yMin, xMax, yMax }) as const;

/** Corners from the top left on. */
export const square = (x: number, y: number, side: number): Point[] => [
  { x, y },
  { x: x + side, y },
  { x: x + side, y: y + side },
  { x, y: y + side },
];
