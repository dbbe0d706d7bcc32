import type { LabelingItem, Usage } from "./labeling-job.ts";
import { seededRandom, shuffled } from "./random.ts";
import type { SplitSettings } from "./version.ts";

/**
 * Which samples train and which validate, decided by the seed alone.
 *
 * Stratified: each group gives the same share, rounded so that the parts of all groups together
 * stay within one sample of the ratio, and a group of two or more has at least one sample in
 * training (and one in validation while `trainRatio` < 1).
 *
 * @param groups one label (or label combination) per sample; equal text = same group.
 * @param trainRatio share for training, 0-1. Source: data management 9.1 (Training Set Ratio).
 * @returns one usage per sample, in the order given.
 */
export function stratifiedSplit(
  groups: readonly string[],
  trainRatio: number,
  seed: number,
): ("TRAIN" | "EVAL")[] {
  const usage = new Array<"TRAIN" | "EVAL">(groups.length).fill("TRAIN");
  if (trainRatio >= 1) return usage;
  const members = new Map<string, number[]>();
  groups.forEach((group, index) => {
    const list = members.get(group);
    if (list) list.push(index);
    else members.set(group, [index]);
  });
  const random = seededRandom(seed);
  // What rounding gave or took so far is carried to the next group.
  let carried = 0;
  for (const [, indexes] of [...members].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const exact = indexes.length * trainRatio + carried;
    const least = indexes.length > 1 ? 1 : 0;
    const most = indexes.length > 1 ? indexes.length - 1 : indexes.length;
    const train = Math.min(most, Math.max(least, Math.round(exact)));
    carried = exact - train;
    for (const index of shuffled(indexes, random).slice(train))
      usage[index] = "EVAL";
  }
  return usage;
}

/** The same without groups. */
export function randomSplit(
  count: number,
  trainRatio: number,
  seed: number,
): ("TRAIN" | "EVAL")[] {
  return stratifiedSplit(new Array<string>(count).fill(""), trainRatio, seed);
}

/**
 * The part of each item in a version: without a split the one it was imported with, else by its
 * labels and the seed; items without a confirmed label belong to no part.
 * Source: data management 9.1.
 */
export function splitItems(
  items: readonly Pick<LabelingItem, "state" | "labels" | "usage">[],
  split: SplitSettings | null,
): (Usage | null)[] {
  if (!split) return items.map(({ usage }) => usage);
  const groups: string[] = [];
  for (const { state, labels } of items)
    if (state === "labeled")
      groups.push(split.stratified ? [...labels].sort().join("|") : "");
  const parts = stratifiedSplit(groups, split.trainRatio, split.seed);
  let next = 0;
  return items.map(({ state }) => {
    if (state !== "labeled") return null;
    next += 1;
    return parts[next - 1] ?? "TRAIN";
  });
}
