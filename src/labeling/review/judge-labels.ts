/**
 * What a trained model says of labels that people gave: its score for them, and how far it disagrees.
 * An answer is about an object where both boxes overlap by half (IoU, as in PASCAL VOC).
 */
import { boxOverlap } from "#core/box-overlap.ts";
import type { PixelBox } from "#core/detection.ts";
import type { ModelAnswer } from "#labeling/labeling-store.ts";

export interface Judgement {
  /** 0-1, the model's for this label at this place; 0 where it found nothing of the kind. */
  readonly score: number;
  /**
   * 0 = the same box and label, 1 = nothing of the label found there; above 1, up to 2, where the
   * model is surer of another label at the place.
   */
  readonly disagreement: number;
  /** What the model takes the object for; null where it found nothing there. */
  readonly says: { readonly label: string; readonly score: number } | null;
}

const SAME_PLACE = 0.5;

/** @param box of the object, [x_min, y_min, x_max, y_max] in pixels; without an area nothing is like it. */
export function judgeLabel(
  label: string,
  box: PixelBox,
  { labels, objects, threshold }: ModelAnswer,
): Judgement {
  let [score, other, agreement] = [0, 0, 0];
  let says: Judgement["says"] = null;
  for (const found of objects) {
    const overlap = boxOverlap(box, found.box);
    if (overlap === 0) continue;
    const name = labels[found.label] ?? "";
    const isSame = name === label;
    // An object that the model would not show by itself agrees by as much as it is sure of it.
    if (isSame)
      agreement = Math.max(
        agreement,
        overlap * Math.min(1, found.score / Math.max(threshold, 1e-6)),
      );
    if (overlap < SAME_PLACE) continue;
    if (isSame) score = Math.max(score, found.score);
    else other = Math.max(other, found.score);
    if (found.score > (says?.score ?? 0))
      says = { label: name, score: found.score };
  }
  const isAnother = other > score && other >= threshold;
  return {
    score,
    disagreement: isAnother ? 1 + other - score : 1 - agreement,
    says,
  };
}
