/** How often a model is right about groups it has not heard, from answers given with each group left out. */
import type { GroupedFigure } from "#core/training.ts";
import { bestOf } from "./head-search.ts";
import type { NameGroups } from "./name-groups.ts";

/** @param scores of each sample by a model that knew none of its group. */
export function groupedFigure(
  { names, groupOf }: NameGroups,
  scores: readonly Float32Array[],
  truths: readonly number[],
): GroupedFigure {
  const groups = names.map((name) => ({ name, samples: 0, hits: 0 }));
  scores.forEach((row, i) => {
    const group = groups[groupOf[i] ?? 0];
    if (!group) return;
    group.samples += 1;
    group.hits += bestOf(row) === truths[i] ? 1 : 0;
  });
  const share = (hits: number, samples: number): number =>
    hits / Math.max(1, samples);
  const hits = groups.reduce((sum, group) => sum + group.hits, 0);
  return {
    accuracy: share(hits, truths.length),
    groups: groups.map(({ name, samples, hits: own }) => ({
      name,
      samples,
      accuracy: share(own, samples),
    })),
  };
}
