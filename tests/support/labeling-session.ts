/** A labeling session on a store in memory, opened and counted. */
import { expect, vi } from "vitest";
import type { LabelId, SampleId } from "#core/ids.ts";
import { EVERY_ITEM } from "#core/item-query.ts";
import type { LabelingType } from "#labeling/contract.ts";
import { LabelingSession } from "#labeling/session.svelte.ts";
import type { MemoryLabelingStore } from "./memory-labeling-store.ts";

export const CAT = "label-cat" as LabelId;

/** A type whose annotation is the list of label ids. */
export const type = {
  id: "image_classification",
  empty: () => [],
  labelsOf: (annotation: unknown) => (annotation as LabelId[] | null) ?? [],
} as unknown as LabelingType;

export const UNLABELED = { ...EVERY_ITEM, state: "unlabeled" } as const;

/** A session that was not started yet. */
export function newSession(store: MemoryLabelingStore) {
  let now = 1000;
  const report = vi.fn();
  const session = new LabelingSession({
    type,
    job: store.job,
    store,
    report,
    now: () => (now += 1),
  });
  return { session, report };
}

/** Starts the session, opens its list and waits for the first row, not for the counts. */
export async function showList(
  session: LabelingSession,
  query = UNLABELED,
): Promise<void> {
  session.start();
  await session.open(query);
  session.list.show(0, 20);
  await vi.waitFor(() =>
    expect(session.list.row(session.list.ids[0])).toBeDefined(),
  );
}

/** A session whose list is open and whose samples are counted. */
export async function openSession(
  store: MemoryLabelingStore,
  query = UNLABELED,
) {
  const { session, report } = newSession(store);
  await showList(session, query);
  await vi.waitFor(() =>
    expect(session.state.counts.all).toBe(store.rows.size),
  );
  return { session, report };
}

export const id = (n: number) => `s${String(n).padStart(6, "0")}` as SampleId;
export const label = (session: LabelingSession, ...labels: LabelId[]) =>
  session.edit("label", () => ({ annotation: labels }));
