/** What is learned from: recordings, their stretches, and which of them are tried on which. */
import { stratifiedFolds } from "#ml/head-search.ts";
import type { NameGroups } from "#ml/name-groups.ts";
import type { SoundView } from "#ml/sound/sound-features.ts";
import type { SoundRow } from "#ml/sound/sound-model.ts";
import { meanScores } from "#ml/sound/sound-model.ts";
import type { LabeledRows } from "#ml/softmax-head.ts";

/** Folds of groups: of more groups, several are left out at once. */
const GROUP_FOLDS = 5;

export interface Clips {
  /** Class of each recording. */
  readonly truths: readonly number[];
  readonly classes: number;
  /** Stretches of all recordings, one after the other. */
  readonly rows: readonly SoundRow[];
  /** Recording of each stretch. */
  readonly clipOf: readonly number[];
  readonly groups: NameGroups | null;
  readonly seed: number;
}

export const viewRows = (
  { rows, clipOf, truths, classes }: Clips,
  view: SoundView,
): LabeledRows => ({
  rows: rows.map((row) => row[view] ?? new Float32Array()),
  labels: clipOf.map((clip) => truths[clip] ?? 0),
  classes,
});

/**
 * Fold of each recording: at random, every label over all folds; and once more by the groups of
 * their names, where they have some, so that whoever is left out was never heard.
 */
export function foldings(
  { truths, groups, seed }: Clips,
  folds: number,
): number[][] {
  const counts = new Map<number, number>();
  for (const truth of truths) counts.set(truth, (counts.get(truth) ?? 0) + 1);
  const smallest = Math.min(...counts.values());
  const count = Math.max(2, Math.min(folds, smallest));
  return [
    stratifiedFolds(truths, count, seed),
    ...(groups ? [groups.groupOf.map((group) => group % GROUP_FOLDS)] : []),
  ];
}

/** Scores of recordings from those of their stretches. */
export function clipScores(
  scores: readonly Float32Array[],
  { clipOf, truths }: Clips,
): Float32Array[] {
  const own = truths.map((): Float32Array[] => []);
  scores.forEach((row, i) => own[clipOf[i] ?? 0]?.push(row));
  return own.map(meanScores);
}
