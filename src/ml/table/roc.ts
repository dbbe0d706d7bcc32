/** The receiver operating characteristic of a class against the others (Fawcett 2006). */
import type { Roc, RocPoint } from "#core/table-evaluation.ts";

const MOST_POINTS = 200;

/** At most so many points, the first and the last among them. */
const thinned = (points: readonly RocPoint[], most: number): RocPoint[] => {
  const step = Math.max(1, (points.length - 1) / (most - 1));
  const kept = Math.min(points.length, most);
  return Array.from(
    { length: kept },
    (_, i) => points[Math.round(i * step)] as RocPoint,
  );
};

/**
 * @param truths 0 or 1.
 * @param shares how probable 1 is.
 * @param most points that are kept.
 * @returns null where all rows are of one class.
 */
export function rocOf(
  truths: readonly number[],
  shares: readonly number[],
  most = MOST_POINTS,
): Roc | null {
  const order = Array.from(truths.keys()).sort(
    (a, b) => (shares[b] ?? 0) - (shares[a] ?? 0),
  );
  const positives = truths.reduce((sum, truth) => sum + truth, 0);
  const negatives = truths.length - positives;
  if (positives === 0 || negatives === 0) return null;
  const points: RocPoint[] = [
    { threshold: 1, truePositive: 0, falsePositive: 0 },
  ];
  let [found, wrong, area] = [0, 0, 0];
  let [lastFound, lastWrong] = [0, 0];
  order.forEach((row, i) => {
    if (truths[row] === 1) found += 1;
    else wrong += 1;
    const threshold = shares[row] ?? 0;
    const next = order[i + 1];
    // One point per distinct share: ties cannot be told apart by a threshold.
    if (next !== undefined && shares[next] === threshold) return;
    area += ((wrong - lastWrong) * (found + lastFound)) / 2;
    [lastFound, lastWrong] = [found, wrong];
    points.push({
      threshold,
      truePositive: found / positives,
      falsePositive: wrong / negatives,
    });
  });
  return {
    area: area / (positives * negatives),
    points: thinned(points, most),
    counts: [negatives, positives],
  };
}

/** Points of all curves together: an evaluation is one record. */
const MOST_OF_ALL = 4000;
const FEWEST = 20;

/** Each class against the others. @param shares [rows][classes]. */
export function rocsOf(
  truths: readonly number[],
  shares: readonly (readonly number[])[],
  classes: number,
): (Roc | null)[] {
  const most = Math.max(
    FEWEST,
    Math.min(MOST_POINTS, Math.floor(MOST_OF_ALL / classes)),
  );
  return Array.from({ length: classes }, (_, c) =>
    rocOf(
      truths.map((truth) => (truth === c ? 1 : 0)),
      shares.map((own) => own[c] ?? 0),
      most,
    ),
  );
}
