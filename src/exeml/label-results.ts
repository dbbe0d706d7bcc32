/** What an evaluation says of one label. Source: ExeML 3.10 (label detail page). */
import type { ClassificationEvaluation } from "#core/training.ts";

export interface LabelResults {
  /** Judged samples of the label. */
  readonly samples: number;
  readonly right: number;
  /** Samples that were taken for the label, rightly or not. */
  readonly taken: number;
  /** What samples of the label were taken for, the label itself among them, most first. */
  readonly predicted: readonly {
    readonly label: number;
    readonly count: number;
    /** Of the label's samples, 0-1. */
    readonly share: number;
  }[];
  /** Other labels whose samples were taken for this one, most first. */
  readonly sources: readonly {
    readonly label: number;
    readonly count: number;
  }[];
}

const mostFirst = (
  a: { readonly count: number },
  b: { readonly count: number },
): number => b.count - a.count;

/** @param label index into the labels. */
export function labelResults(
  { confusion }: Pick<ClassificationEvaluation, "confusion">,
  label: number,
): LabelResults {
  const row = confusion[label] ?? [];
  const column = confusion.map((counts) => counts[label] ?? 0);
  const sum = (counts: readonly number[]): number =>
    counts.reduce((all, count) => all + count, 0);
  const samples = sum(row);
  const some = (counts: readonly number[]) =>
    counts
      .map((count, other) => ({ label: other, count }))
      .filter(({ count }) => count > 0)
      .sort(mostFirst);
  return {
    samples,
    right: row[label] ?? 0,
    taken: sum(column),
    predicted: some(row).map((one) => ({ ...one, share: one.count / samples })),
    sources: some(column).filter((one) => one.label !== label),
  };
}
