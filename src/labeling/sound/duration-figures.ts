/** How much sound there is, in all and for each label. */
import type { LabelId } from "#core/ids.ts";

export interface DurationFigures {
  /** Seconds. A recording with two labels counts for both. */
  readonly perLabel: ReadonlyMap<LabelId, number>;
  readonly unlabeled: number;
  readonly total: number;
  readonly shortest: number;
  readonly median: number;
  readonly longest: number;
}

export interface LabeledDuration {
  readonly labels: readonly LabelId[];
  readonly seconds: number;
}

/** Null for no recordings. */
export function durationFigures(
  recordings: readonly LabeledDuration[],
): DurationFigures | null {
  const perLabel = new Map<LabelId, number>();
  let [unlabeled, total] = [0, 0];
  for (const { labels, seconds } of recordings) {
    total += seconds;
    if (labels.length === 0) unlabeled += seconds;
    for (const label of new Set(labels))
      perLabel.set(label, (perLabel.get(label) ?? 0) + seconds);
  }
  const sorted = recordings.map(({ seconds }) => seconds).sort((a, b) => a - b);
  const [shortest, longest] = [sorted[0], sorted.at(-1)];
  const median = sorted[Math.floor((sorted.length - 1) / 2)];
  if (shortest === undefined || median === undefined || longest === undefined)
    return null;
  return { perLabel, unlabeled, total, shortest, median, longest };
}
