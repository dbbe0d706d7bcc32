/** Boxes in pictures: overlap, clipping, and the one box kept where several tell of the same object. */
import { boxOverlap } from "#core/box-overlap.ts";
import type { FoundObject, PixelBox } from "#core/detection.ts";

export const widthOf = ([xMin, , xMax]: PixelBox): number => xMax - xMin;
export const heightOf = ([, yMin, , yMax]: PixelBox): number => yMax - yMin;
export const boxArea = (box: PixelBox): number => widthOf(box) * heightOf(box);
/** Side of the square with the box's area. */
export const boxSide = (box: PixelBox): number =>
  Math.sqrt(Math.max(0, boxArea(box)));

/** The part inside [0, 0, width, height]. */
export const clipBox = (
  [xMin, yMin, xMax, yMax]: PixelBox,
  width: number,
  height: number,
): PixelBox => [
  Math.min(width, Math.max(0, xMin)),
  Math.min(height, Math.max(0, yMin)),
  Math.min(width, Math.max(0, xMax)),
  Math.min(height, Math.max(0, yMax)),
];

/**
 * Greedy non-maximum suppression within each label.
 * @param most objects kept of all labels together.
 * @returns best first; of equal scores the earlier one.
 */
export function suppressOverlaps(
  found: readonly FoundObject[],
  mostOverlap: number,
  most: number,
): FoundObject[] {
  const kept: FoundObject[] = [];
  for (const one of [...found].sort((a, b) => b.score - a.score)) {
    if (kept.length >= most) break;
    const isTold = kept.some(
      ({ label, box }) =>
        label === one.label && boxOverlap(box, one.box) > mostOverlap,
    );
    if (!isTold) kept.push(one);
  }
  return kept;
}
