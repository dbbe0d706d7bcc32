/** The receiver operating characteristic of two classes (Fawcett 2006). */
import type { ClassifiedTable, RocPoint } from "#core/table-evaluation.ts";

const MOST_POINTS = 200;

/** At most so many points, the first and the last among them. */
const thinned = (points: readonly RocPoint[]): RocPoint[] => {
  const step = Math.max(1, (points.length - 1) / (MOST_POINTS - 1));
  const kept = Math.min(points.length, MOST_POINTS);
  return Array.from(
    { length: kept },
    (_, i) => points[Math.round(i * step)] as RocPoint,
  );
};

/**
 * @param truths 0 or 1.
 * @param shares how probable 1 is.
 * @returns null where all rows are of one class.
 */
export function rocOf(
  truths: readonly number[],
  shares: readonly number[],
): ClassifiedTable["roc"] {
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
    points: thinned(points),
    counts: [negatives, positives],
  };
}
