/** What a threshold on one label gives, from its ROC curve. */
import type { Roc } from "#core/table-evaluation.ts";

/** Null where a formula divides by zero. */
export interface ThresholdFigures {
  /** Rows of the label that are taken for it, and others that are. */
  readonly found: number;
  readonly wrong: number;
  /** Rows of it, and others, that are told rightly. */
  readonly right: number;
  readonly recall: number | null;
  readonly precision: number | null;
  readonly accuracy: number | null;
  readonly f1: number | null;
}

const share = (part: number, of: number): number | null =>
  of === 0 ? null : part / of;

/** @param threshold 0-1: rows at least so probable are taken for the label. */
export function thresholdFigures(
  { points, counts: [negatives, positives] }: Roc,
  threshold: number,
): ThresholdFigures {
  // Thresholds fall along the curve; its first point stands for none found.
  const above = points.slice(1).filter((point) => point.threshold >= threshold);
  const point = above.at(-1) ?? points[0];
  const found = Math.round((point?.truePositive ?? 0) * positives);
  const wrong = Math.round((point?.falsePositive ?? 0) * negatives);
  const right = found + negatives - wrong;
  return {
    found,
    wrong,
    right,
    recall: share(found, positives),
    precision: share(found, found + wrong),
    accuracy: share(right, positives + negatives),
    f1: share(2 * found, positives + found + wrong),
  };
}
