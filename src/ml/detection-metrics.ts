/**
 * How good a detector is. Definitions: COCO detection evaluation (cocodataset.org/#detection-eval;
 * pycocotools `cocoeval.py`): greedy matching best score first, ignored truths neither hit nor
 * missed, precision made falling and read at 101 recalls, IoU 0.5:0.05:0.95.
 */
import { likeness } from "#core/box-overlap.ts";
import type {
  DetectedLabel,
  DetectedPicture,
  DetectionEvaluation,
  FoundObject,
  ScorePoint,
  TrueObject,
} from "#core/detection.ts";
import { thinned } from "./thinned.ts";

const OVERLAPS = Array.from({ length: 10 }, (_, i) => (50 + 5 * i) / 100);
const RECALLS = Array.from({ length: 101 }, (_, i) => i / 100);
const MOST_FOUND = 100;
/** Shares computed from pixels are not exact. */
const EPSILON = 1e-10;

/** A picture, or a part of one, with what there is and what was found. */
type Compared = Pick<DetectedPicture, "truth" | "found">;

/** A found object that counts, right or wrong. */
interface Judged {
  readonly score: number;
  readonly isRight: boolean;
}

/**
 * Matches the objects of one label in one picture.
 * @returns those that count, best first; what matched an ignored truth is left out.
 */
export function judge(
  truth: readonly TrueObject[],
  found: readonly FoundObject[],
  leastOverlap: number,
): Judged[] {
  const taken = new Set<TrueObject>();
  return [...found]
    .sort((a, b) => b.score - a.score)
    .flatMap(({ score, box }): Judged[] => {
      let best: TrueObject | null = null;
      let most = leastOverlap - EPSILON;
      for (const one of truth) {
        if (one.isIgnored || taken.has(one)) continue;
        const share = likeness(box, one);
        if (share < most) continue;
        [best, most] = [one, share];
      }
      if (best) {
        taken.add(best);
        return [{ score, isRight: true }];
      }
      const isIgnored = truth.some(
        (one) => one.isIgnored && likeness(box, one) >= most,
      );
      return isIgnored ? [] : [{ score, isRight: false }];
    });
}

/** Precision and recall after each judged object, by falling score. */
function pointsOf(judged: readonly Judged[], objects: number): ScorePoint[] {
  let hits = 0;
  return [...judged]
    .sort((a, b) => b.score - a.score)
    .map(({ score, isRight }, i) => {
      hits += isRight ? 1 : 0;
      return {
        threshold: score,
        precision: hits / (i + 1),
        recall: objects > 0 ? hits / objects : 0,
      };
    });
}

/** Mean over 101 recalls of the best precision at that recall or a higher one. */
export function averagePrecision(
  judged: readonly Judged[],
  objects: number,
): number {
  const points = pointsOf(judged, objects);
  const best = new Float64Array(points.length);
  let most = 0;
  for (let i = points.length - 1; i >= 0; i -= 1) {
    most = Math.max(most, points[i]?.precision ?? 0);
    best[i] = most;
  }
  let [sum, at] = [0, 0];
  for (const recall of RECALLS) {
    while (at < points.length && (points[at]?.recall ?? 0) < recall - EPSILON)
      at += 1;
    sum += best[at] ?? 0;
  }
  return sum / RECALLS.length;
}

/** Of objects with equal scores only the last point can be chosen by a threshold. */
const distinct = (points: readonly ScorePoint[]): ScorePoint[] =>
  points.filter((one, i) => one.threshold !== points[i + 1]?.threshold);

const f1 = ({ precision, recall }: ScorePoint): number =>
  precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;

/** The score at which F1 is best; of several the highest. 0.5 where nothing was right. */
export function bestThreshold(
  judged: readonly Judged[],
  objects: number,
): number {
  let [best, threshold] = [0, 0.5];
  for (const point of distinct(pointsOf(judged, objects))) {
    if (f1(point) <= best) continue;
    [best, threshold] = [f1(point), point.threshold];
  }
  return threshold;
}

/** Precision and recall over all labels when objects below the threshold are left out, IoU 0.5. */
export function pointAt(
  { pictures, labels }: Pick<DetectionEvaluation, "pictures" | "labels">,
  threshold: number,
): ScorePoint {
  const judged = labels
    .flatMap((_, label) => judgeAll(pictures, label, OVERLAPS[0] ?? 0.5))
    .filter(({ score }) => score >= threshold);
  const hits = judged.filter(({ isRight }) => isRight).length;
  const objects = labels.reduce(
    (sum, _, label) => sum + countObjects(pictures, label),
    0,
  );
  return {
    threshold,
    precision: judged.length > 0 ? hits / judged.length : 0,
    recall: objects > 0 ? hits / objects : 0,
  };
}

const countObjects = (pictures: readonly Compared[], label: number): number =>
  pictures.reduce(
    (sum, { truth }) =>
      sum + truth.filter((one) => one.label === label && !one.isIgnored).length,
    0,
  );

const judgeAll = (
  pictures: readonly Compared[],
  label: number,
  leastOverlap: number,
): Judged[] =>
  pictures.flatMap(({ truth, found }) =>
    judge(
      truth.filter((one) => one.label === label),
      found.slice(0, MOST_FOUND).filter((one) => one.label === label),
      leastOverlap,
    ),
  );

const mean = (values: readonly number[]): number =>
  values.length > 0 ? values.reduce((a, b) => a + b, 0) / values.length : 0;

/** @param pictures `label` of truths and found objects is an index into `labels`. */
export const evaluateDetections = (
  labels: readonly string[],
  pictures: readonly DetectedPicture[],
): DetectionEvaluation => ({
  kind: "detection",
  labels,
  ...detectionFigures(labels, pictures),
  pictures,
  measuredOn: "validation",
});

/** The same figures of parts of pictures. */
export function detectionFigures(
  labels: readonly string[],
  pictures: readonly Compared[],
): Pick<DetectionEvaluation, "map50" | "map" | "perClass" | "bestThreshold"> {
  const counts = labels.map((_, label) => countObjects(pictures, label));
  const loose = labels.map((_, label) => judgeAll(pictures, label, 0.5));
  const perClass = labels.map((name, label): DetectedLabel => {
    const objects = counts[label] ?? 0;
    const judged = loose[label] ?? [];
    const precisions = OVERLAPS.map((least) =>
      averagePrecision(
        least === 0.5 ? judged : judgeAll(pictures, label, least),
        objects,
      ),
    );
    return {
      label: name,
      objects,
      ap50: objects > 0 ? (precisions[0] ?? 0) : null,
      ap: objects > 0 ? mean(precisions) : null,
      curve: thinned(distinct(pointsOf(judged, objects))),
    };
  });
  return {
    map50: mean(perClass.flatMap(({ ap50 }) => ap50 ?? [])),
    map: mean(perClass.flatMap(({ ap }) => ap ?? [])),
    perClass,
    bestThreshold: bestThreshold(
      loose.flat(),
      counts.reduce((a, b) => a + b, 0),
    ),
  };
}
