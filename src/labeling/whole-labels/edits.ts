/** What each gesture makes of one sample. Pure. */
import type { LabelId } from "#core/ids.ts";
import type { LabelingItem } from "#core/labeling-job.ts";
import type { Change } from "#labeling/item-change.ts";
import { classesOf, type WholeLabel, type WholeLabels } from "./annotation.ts";

type Edit = (item: LabelingItem) => Change | null;

/** What the manifest said beside a label stays with it. */
const classesIn = (item: LabelingItem): readonly WholeLabel[] =>
  (item.annotation as WholeLabels | null)?.classes ?? [];

const given = (...labels: LabelId[]): readonly WholeLabel[] =>
  classesOf(labels).classes;

/**
 * Gives the label. A proposed annotation (To Be Confirmed) is taken over with it, because whoever
 * labels a sample has looked at it; in a single-label job the label stands alone.
 */
export const giveLabel =
  (id: LabelId, isSingle: boolean): Edit =>
  (item) => {
    const before = classesIn(item);
    const own = before.find(({ label }) => label === id);
    const classes = isSingle
      ? own
        ? [own]
        : given(id)
      : own
        ? before
        : [...before, ...given(id)];
    return { annotation: { classes }, state: "labeled" };
  };

/** Takes the label away; the last one leaves the sample unlabeled. */
export const takeLabel =
  (id: LabelId): Edit =>
  (item) =>
    item.labels.includes(id)
      ? {
          annotation: {
            classes: classesIn(item).filter(({ label }) => label !== id),
          },
        }
      : null;

/** Puts another label in the place of one. */
export const swapLabel =
  (from: LabelId, to: LabelId): Edit =>
  (item) => {
    if (!item.labels.includes(from) || from === to) return null;
    const rest = classesIn(item).filter(({ label }) => label !== to);
    const classes = rest.flatMap((one) =>
      one.label === from ? given(to) : [one],
    );
    return { annotation: { classes }, state: "labeled" };
  };

export const clearLabels: Edit = (item) =>
  item.state === "unlabeled" ? null : { annotation: classesOf([]) };

export const confirm: Edit = (item) =>
  item.state === "to_be_confirmed" && item.labels.length > 0
    ? { state: "labeled" }
    : null;

/** Whether pressing the label's key takes it away: every sample has it, and nothing is proposed any more. */
export function isGivenToAll(
  items: readonly LabelingItem[],
  id: LabelId,
): boolean {
  return (
    items.length > 0 &&
    items.every((item) => item.state === "labeled" && item.labels.includes(id))
  );
}
