import type { PictureSize } from "#core/shape-geometry.ts";

/** Picture pixels across. */
export const BRUSHES = { min: 1, max: 500 } as const;

const within = (size: number): number =>
  Math.min(BRUSHES.max, Math.max(BRUSHES.min, size));

/** Before anyone chooses: for a picture as large as this. */
export const firstBrush = ({ width, height }: PictureSize): number =>
  within(Math.round(Math.max(width, height) / 30));

/** By a key: a fifth larger or smaller, and at least a pixel. */
export function steppedBrush(size: number, step: 1 | -1): number {
  const now = Math.round(size);
  const next = Math.round(now * (step === 1 ? 1.2 : 1 / 1.2));
  return within(next === now ? now + step : next);
}

/** By fingers: not rounded, since each of their moves makes less than a pixel. */
export const scaledBrush = (size: number, factor: number): number =>
  within(size * factor);
