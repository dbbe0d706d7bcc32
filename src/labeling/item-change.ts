import type { ItemEdit } from "#core/journal.ts";
import type {
  HardMark,
  ItemContent,
  ItemState,
  LabelingItem,
} from "#core/labeling-job.ts";
import type { Provenance } from "#core/provenance.ts";
import type { LabelingType } from "./contract.ts";

/** What a gesture wants of one item; what is left out stays. */
export interface Change {
  /** The type's own annotation. */
  readonly annotation?: unknown;
  /** Left out beside an annotation: labeled when it uses a label or says that there is none, else unlabeled. */
  readonly state?: ItemState;
  readonly hard?: HardMark | null;
}

/** The item's content after the change; a changed annotation or state is the work of `by`. */
export function contentAfter(
  type: LabelingType,
  before: ItemContent,
  change: Change,
  by: Provenance,
): ItemContent {
  const isAnnotated = "annotation" in change;
  const annotation = isAnnotated ? change.annotation : before.annotation;
  const labels = isAnnotated ? type.labelsOf(annotation) : before.labels;
  const state =
    change.state ??
    (isAnnotated
      ? labels.length > 0 || type.saysNone?.(annotation) === true
        ? "labeled"
        : "unlabeled"
      : before.state);
  const isWork = isAnnotated || state !== before.state;
  return {
    state,
    annotation,
    labels,
    hard: change.hard === undefined ? before.hard : change.hard,
    usage: before.usage,
    provenance: isWork
      ? state === "unlabeled"
        ? null
        : by
      : before.provenance,
  };
}

/** The edits that a gesture makes of these items; what it does not change is left out. */
export function planEdits(
  type: LabelingType,
  items: readonly LabelingItem[],
  change: (item: LabelingItem) => Change | null,
  by: Provenance,
): ItemEdit[] {
  return items.flatMap((item) => {
    const wanted = change(item);
    if (!wanted) return [];
    const before = contentAfter(type, item, {}, by);
    const after = contentAfter(type, item, wanted, by);
    return differs(before, after)
      ? [{ sampleId: item.sampleId, before, after }]
      : [];
  });
}

/** Marks as hard, or takes the mark away; a mark with a coefficient stays as it is. */
export const hardMark =
  (isHard: boolean) =>
  (item: ItemContent): Change | null =>
    (item.hard !== null) === isHard
      ? null
      : { hard: isHard ? { coefficient: null, reasons: null } : null };

/** Whether anything but the provenance changed: doing the same again is not an edit. */
export function differs(before: ItemContent, after: ItemContent): boolean {
  return (
    before.state !== after.state ||
    (before.hard === null) !== (after.hard === null) ||
    before.labels.length !== after.labels.length ||
    JSON.stringify([before.annotation, before.hard]) !==
      JSON.stringify([after.annotation, after.hard])
  );
}
