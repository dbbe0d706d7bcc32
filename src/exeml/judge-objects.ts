/**
 * What became of each object that a detector found, and of each that it should have found. Matching:
 * COCO at IoU 0.5. Kinds of errors: TIDE (Bolya et al. 2020, arxiv.org/abs/2008.08115), table 1.
 *
 * Objects are matched best first, so a verdict does not depend on worse ones: one judgement holds
 * for every score threshold.
 */
import { likeness } from "#core/box-overlap.ts";
import type { DetectedPicture, FoundObject } from "#core/detection.ts";

/** A found object of these kinds counts against precision. */
export type FalseKind =
  "duplicate" | "wrongLabel" | "poorBox" | "wrongLabelAndBox" | "background";
export type ErrorKind = "missed" | FalseKind;

export interface JudgedObject {
  readonly found: FoundObject;
  /** `ignored`: it is a true object that counts neither way. */
  readonly verdict: "right" | "ignored" | FalseKind;
  /** Place of the true object it is about; null for background. */
  readonly truth: number | null;
}

export interface JudgedPicture {
  readonly picture: DetectedPicture;
  /** Best first. */
  readonly objects: readonly JudgedObject[];
  /** By true object: the score of the object that is it; -1 = none. */
  readonly foundAt: readonly number[];
  /** By true object: the best score with a wrong label or a poor box on it; -1 = none. Then it is not called missed as well. */
  readonly touchedAt: readonly number[];
}

/** IoU at which an object is found, and below which it is beside it. */
const FOUND = 0.5;
const BESIDE = 0.1;

interface Place {
  readonly truth: number;
  readonly iou: number;
}

/** The place with the largest overlap, at least `from`. */
function best(places: readonly Place[], from: number): Place | null {
  let found: Place | null = null;
  for (const place of places)
    if (place.iou >= from && place.iou > (found?.iou ?? -1)) found = place;
  return found;
}

function errorOf(
  own: readonly Place[],
  others: readonly Place[],
  isTaken: (place: Place) => boolean,
): Pick<JudgedObject, "verdict" | "truth"> {
  const poor = best(own, 0);
  if (poor && poor.iou >= BESIDE && poor.iou < FOUND)
    return { verdict: "poorBox", truth: poor.truth };
  const other = best(others, FOUND);
  if (other) return { verdict: "wrongLabel", truth: other.truth };
  const again = best(own.filter(isTaken), FOUND);
  if (again) return { verdict: "duplicate", truth: again.truth };
  const near = best([...own, ...others], BESIDE);
  return near
    ? { verdict: "wrongLabelAndBox", truth: near.truth }
    : { verdict: "background", truth: null };
}

export function judgePicture(picture: DetectedPicture): JudgedPicture {
  const { truth, found } = picture;
  const foundAt = truth.map(() => -1);
  const touchedAt = truth.map(() => -1);
  const isTaken = (place: Place): boolean => (foundAt[place.truth] ?? -1) >= 0;
  const judge = (one: FoundObject): JudgedObject => {
    const places = truth.map((_, i): Place => ({
      truth: i,
      iou: likeness(one.box, truth[i] as (typeof truth)[number]),
    }));
    const has = (place: Place, isOwn: boolean, isIgnored: boolean): boolean =>
      (truth[place.truth]?.label === one.label) === isOwn &&
      truth[place.truth]?.isIgnored === isIgnored;
    const own = places.filter((place) => has(place, true, false));
    const right = best(
      own.filter((place) => !isTaken(place)),
      FOUND,
    );
    if (right) {
      foundAt[right.truth] = one.score;
      return { found: one, verdict: "right", truth: right.truth };
    }
    const ignored = best(
      places.filter((place) => has(place, true, true)),
      FOUND,
    );
    if (ignored)
      return { found: one, verdict: "ignored", truth: ignored.truth };
    const others = places.filter((place) => has(place, false, false));
    const error = errorOf(own, others, isTaken);
    const touches =
      error.verdict === "poorBox" || error.verdict === "wrongLabel";
    if (touches && error.truth !== null)
      touchedAt[error.truth] = Math.max(
        touchedAt[error.truth] ?? -1,
        one.score,
      );
    return { found: one, ...error };
  };
  const objects = [...found].sort((a, b) => b.score - a.score).map(judge);
  return { picture, objects, foundAt, touchedAt };
}
