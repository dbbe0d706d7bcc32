/** Rows of the tables that have figures of labels. */
import { formatShare } from "#ui/format.ts";

export interface LabelFigure {
  readonly text: string;
  /** What it is ordered by; null stands last. */
  readonly value: number | null;
}

export interface LabelRow {
  readonly label: string;
  readonly figures: readonly LabelFigure[];
  /** Page of the label. */
  readonly href?: string;
  /** Shows the samples that the row counts. */
  readonly open?: () => void;
}

export const countFigure = (count: number): LabelFigure => ({
  text: String(count),
  value: count,
});
/** @param share 0-1. */
export const shareFigure = (share: number | null | undefined): LabelFigure => ({
  text: formatShare(share),
  value: share ?? null,
});
export const scoreFigure = (score: number | null): LabelFigure => ({
  text: score === null ? "--" : score.toFixed(3),
  value: score,
});

/** @param sort column 0 is the label; null keeps the order. */
export function orderedRows(
  rows: readonly LabelRow[],
  sort: { readonly at: number; readonly isDescending: boolean } | null,
): readonly LabelRow[] {
  if (!sort) return rows;
  const sign = sort.isDescending ? -1 : 1;
  const valueOf = ({ figures }: LabelRow): number | null =>
    figures[sort.at - 1]?.value ?? null;
  return rows.toSorted((a, b) => {
    if (sort.at === 0)
      return (
        sign * a.label.localeCompare(b.label, undefined, { numeric: true })
      );
    const [left, right] = [valueOf(a), valueOf(b)];
    if (left === null || right === null)
      return Number(left === null) - Number(right === null);
    return sign * (left - right);
  });
}
