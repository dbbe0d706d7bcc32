import { expect, test, vi } from "vitest";
import {
  CAT,
  id,
  label,
  newSession,
  openSession,
  showList,
  UNLABELED,
} from "../../tests/support/labeling-session.ts";
import { MemoryLabelingStore } from "../../tests/support/memory-labeling-store.ts";
import { selectOne } from "./selection.ts";

test("a gesture made while the list is read again is not taken back by the old list", async () => {
  const store = new MemoryLabelingStore(10);
  let answer = () => {};
  const slow = Object.create(store, {
    ids: {
      writable: true,
      value: store.ids,
    },
  }) as MemoryLabelingStore & { ids: typeof store.ids };
  const { session } = await openSession(slow);
  const stale = await store.ids(UNLABELED);
  slow.ids = () => new Promise((resolve) => (answer = () => resolve(stale)));
  const reading = session.list.reload();
  session.select(selectOne(session.list.ids, 0));
  await label(session, CAT);
  expect(session.focused).toBe(id(1));
  answer();
  await reading;
  expect(session.list.ids[0]).toBe(id(1));
  expect(session.list.ids).toHaveLength(9);
  await vi.waitFor(() =>
    expect(session.list.row(id(1))?.state).toBe("unlabeled"),
  );
});

test("the list stays in view while it is read again", async () => {
  const { session } = await openSession(new MemoryLabelingStore(10));
  const reading = session.list.reload();
  expect(session.list.isLoading).toBe(false);
  await reading;
});

test("a gesture during the first count does not read the list again", async () => {
  const store = new MemoryLabelingStore(10);
  let count = () => {};
  const counts = store.counts;
  const slow = Object.create(store, {
    counts: {
      value: async () => {
        await new Promise<void>((resolve) => (count = resolve));
        return counts();
      },
    },
  }) as MemoryLabelingStore;
  const { session } = newSession(slow);
  const reload = vi.spyOn(session.list, "reload");
  await showList(session);
  await label(session, CAT);
  await session.queue.idle();
  count();
  await vi.waitFor(async () => {
    count();
    await Promise.resolve();
    expect(session.state.counts).toMatchObject({ all: 10, labeled: 1 });
  });
  expect(reload).not.toHaveBeenCalled();
});

test("a gesture works on the sample in focus while others shorten the list", async () => {
  const store = new MemoryLabelingStore(10);
  const slow = Object.create(store, {
    items: { writable: true, value: store.items },
  }) as MemoryLabelingStore & { items: typeof store.items };
  const { session } = await openSession(slow);
  session.select(selectOne(session.list.ids, 9));
  let answer = () => {};
  slow.items = async (ids) => {
    await new Promise<void>((resolve) => (answer = resolve));
    return store.items(ids);
  };
  const changes = [0, 1, 2].map((n) => {
    const row = store.rows.get(id(n));
    if (!row) throw new Error("no row");
    const after = { ...row, state: "labeled" as const, labels: [CAT] };
    return { sampleId: id(n), after };
  });
  await store.apply("label", changes);
  await vi.waitFor(() => expect(session.list.ids).toHaveLength(7));
  expect(session.focused).toBe(id(9));
  await label(session, CAT);
  answer();
  await session.queue.idle();
  expect(store.rows.get(id(9))?.state).toBe("labeled");
});

test("a gesture that is still being written when the count begins is counted", async () => {
  const store = new MemoryLabelingStore(10);
  let write = () => {};
  store.gate = () => new Promise<void>((resolve) => (write = resolve));
  const counts = store.counts;
  const slow = Object.create(store, {
    counts: {
      value: async () => {
        const before = await counts();
        write();
        await new Promise((resolve) => setTimeout(resolve, 50));
        return before;
      },
    },
  }) as MemoryLabelingStore;
  const { session } = newSession(slow);
  await showList(session);
  void label(session, CAT);
  await vi.waitFor(
    () => expect(session.state.counts).toMatchObject({ all: 10, labeled: 1 }),
    { timeout: 3000 },
  );
});
