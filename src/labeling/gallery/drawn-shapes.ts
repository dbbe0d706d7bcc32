/** Shapes over a square thumbnail, which shows the middle of its picture. */
import type { LabelId } from "#core/ids.ts";
import { type PictureSize } from "#core/shape-geometry.ts";
import type { LabelingType } from "#labeling/contract.ts";
import { outlineOf } from "#labeling/review/crop.ts";

/** One path for all shapes of a label, so that a cell has as many elements as labels. */
export interface DrawnLabel {
  readonly label: LabelId;
  /** `d` of an SVG path, 0 to `OUTLINE_SIDE` along the square. */
  readonly outline: string;
}

/** @param size of the picture; what lies beyond the square's edges is left to be cut off there. */
export function drawnShapes(
  { shapesOf, labelsOf }: Pick<LabelingType, "shapesOf" | "labelsOf">,
  annotation: unknown,
  { width, height }: PictureSize,
): DrawnLabel[] {
  const shapes = shapesOf?.(annotation) ?? [];
  if (shapes.length === 0) return [];
  const labels = labelsOf(annotation);
  const side = Math.min(width, height);
  const square = { x: (width - side) / 2, y: (height - side) / 2, side };
  const outlines = new Map<LabelId, string>();
  for (const [i, shape] of shapes.entries()) {
    const label = labels[i];
    if (label !== undefined)
      outlines.set(
        label,
        (outlines.get(label) ?? "") + outlineOf(shape, square),
      );
  }
  return [...outlines].map(([label, outline]) => ({ label, outline }));
}
