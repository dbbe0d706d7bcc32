import type { DetectedFormat } from "#core/import.ts";
import type { JobSummary } from "#state/dataset.svelte.ts";

/**
 * How many labels a labeling job would have after an import.
 * @param own labels that it has.
 */
export function labelsNeeded(
  {
    labels,
    unusedLabels = [],
  }: Pick<DetectedFormat, "labels" | "unusedLabels">,
  excluded: ReadonlySet<string>,
  own: JobSummary["labels"],
): number {
  const brought = [...labels.map(({ name }) => name), ...unusedLabels];
  return new Set([
    ...own.map(({ label }) => label.name),
    ...brought.filter((name) => !excluded.has(name)),
  ]).size;
}
