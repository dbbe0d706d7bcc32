/**
 * Which samples are selected and which one has the focus, as a value and pure functions on it.
 * The focus is an index, so that it stays in place when samples leave the list before the eyes of
 * the user: what comes after moves up under it. The selection is a set of ids, so that it survives
 * a new order.
 */
import type { SampleId } from "#core/ids.ts";

/** Of samples, unless something else is selected; told apart by identity. */
export interface Selection<Id = SampleId> {
  readonly ids: ReadonlySet<Id>;
  /** Index in the list; 0 in an empty list. */
  readonly focus: number;
  /** Where a range starts. */
  readonly anchor: number;
}

export const NOTHING_SELECTED: Selection = {
  ids: new Set(),
  focus: 0,
  anchor: 0,
};

const clamp = (index: number, ids: readonly unknown[]): number =>
  Math.max(0, Math.min(index, ids.length - 1));

function range<Id>(ids: readonly Id[], a: number, b: number): readonly Id[] {
  return ids.slice(Math.min(a, b), Math.max(a, b) + 1);
}

/** A plain click or arrow key: this one alone. */
export function selectOne<Id>(
  ids: readonly Id[],
  index: number,
): Selection<Id> {
  const focus = clamp(index, ids);
  const id = ids[focus];
  return { ids: new Set(id ? [id] : []), focus, anchor: focus };
}

/** Moves the focus and leaves the selection as it is (Ctrl + arrow). */
export function focusOn<Id>(
  from: Selection<Id>,
  ids: readonly Id[],
  index: number,
): Selection<Id> {
  return { ...from, focus: clamp(index, ids) };
}

/** Ctrl + click, Space, a checkbox. */
export function toggle<Id>(
  from: Selection<Id>,
  ids: readonly Id[],
  index: number,
): Selection<Id> {
  const focus = clamp(index, ids);
  const id = ids[focus];
  const next = new Set(from.ids);
  if (id && !next.delete(id)) next.add(id);
  return { ids: next, focus, anchor: focus };
}

/** Shift + click or arrow: from the anchor to here, and nothing else. */
export function extendTo<Id>(
  from: Selection<Id>,
  ids: readonly Id[],
  index: number,
): Selection<Id> {
  const focus = clamp(index, ids);
  const anchor = clamp(from.anchor, ids);
  return { ids: new Set(range(ids, anchor, focus)), focus, anchor };
}

/** Lasso or touch drag: what is under it, on top of what was selected when it began. */
export function addTo<Id>(
  base: Selection<Id>,
  ids: readonly Id[],
  indices: readonly number[],
): Selection<Id> {
  const next = new Set(base.ids);
  for (const index of indices) {
    const id = ids[index];
    if (id) next.add(id);
  }
  return { ...base, ids: next };
}

export function selectAll<Id>(
  from: Selection<Id>,
  ids: readonly Id[],
): Selection<Id> {
  return { ...from, ids: new Set(ids) };
}

export function clear<Id>(from: Selection<Id>): Selection<Id> {
  return { ...from, ids: new Set(), anchor: from.focus };
}

/** After the list changed: selected samples that left it are no longer selected. */
export function keepListed<Id>(
  from: Selection<Id>,
  ids: readonly Id[],
  isListed: (id: Id) => boolean,
): Selection<Id> {
  const kept = [...from.ids].filter(isListed);
  return {
    ids: kept.length === from.ids.size ? from.ids : new Set(kept),
    focus: clamp(from.focus, ids),
    anchor: clamp(from.anchor, ids),
  };
}

/**
 * Where to go when `done` was labeled: the first sample after the focus that is not part of it.
 * @param before the list as it was; @param after the list as it is, in the same order.
 * After one sample the next one is selected; after many the selection is empty.
 */
export function advance<Id>(
  from: Selection<Id>,
  before: readonly Id[],
  after: readonly Id[],
  done: ReadonlySet<Id>,
): Selection<Id> {
  let next = from.focus;
  while (next < before.length && done.has(before[next] as Id)) next += 1;
  const target = before[next];
  // The list keeps its order, so the target lies at most as far back as samples left before it.
  let index =
    target === undefined ? after.length - 1 : Math.min(next, after.length - 1);
  while (target !== undefined && index > 0 && after[index] !== target)
    index -= 1;
  if (done.size === 1) return selectOne(after, index);
  const focus = clamp(index, after);
  return { ids: new Set(), focus, anchor: focus };
}
