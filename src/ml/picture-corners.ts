/**
 * A picture seen nearer, in its four corners: what is averaged over them depends less on where
 * things stand. Two of the corners are mirrored, so that both ways are seen as often.
 */
import type { Pixels } from "./backbone.ts";

/** How much larger the picture is read than a corner is. */
const NEARER = 5 / 4;
const CORNERS = [
  { isRight: false, isLower: false, isMirrored: false },
  { isRight: true, isLower: false, isMirrored: true },
  { isRight: false, isLower: true, isMirrored: true },
  { isRight: true, isLower: true, isMirrored: false },
] as const;

/** Side to read a picture at whose corners have this side, a multiple of 4. */
export const sideAround = (side: number): number => side * NEARER;

/** Four pictures of 4/5 of the side. */
export function cornersOf({ side: around, rgba }: Pixels): Pixels[] {
  const side = around / NEARER;
  const from = new Uint32Array(rgba.slice().buffer);
  return CORNERS.map(({ isRight, isLower, isMirrored }) => {
    const [left, top] = [isRight, isLower].map((isFar) =>
      isFar ? around - side : 0,
    ) as [number, number];
    const to = new Uint32Array(side * side);
    for (let y = 0; y < side; y += 1) {
      const start = (top + y) * around + left;
      const row = from.subarray(start, start + side);
      to.set(isMirrored ? row.toReversed() : row, y * side);
    }
    return { side, rgba: new Uint8ClampedArray(to.buffer) };
  });
}
