import { expect, test } from "vitest";
import {
  CAT,
  id,
  label,
  openSession,
  UNLABELED,
} from "../../tests/support/labeling-session.ts";
import { MemoryLabelingStore } from "../../tests/support/memory-labeling-store.ts";
import { selectOne } from "./selection.ts";

/** A job of 1,000 samples whose first ids are here, and the others are still being read. */
async function halfOpened() {
  const store = new MemoryLabelingStore(1000);
  const all = await store.ids(UNLABELED);
  const rest = Promise.withResolvers<typeof all>();
  const slow = Object.create(store, {
    ids: {
      writable: true,
      value: store.ids,
    },
  }) as MemoryLabelingStore & { ids: typeof store.ids };
  const { session } = await openSession(slow);
  slow.ids = () => rest.promise;
  const opening = session.open(UNLABELED);
  await expect.poll(() => session.list.isWhole).toBe(false);
  await expect.poll(() => session.list.ids.length).toBe(200);
  return {
    session,
    finish: async () => {
      rest.resolve(all);
      await opening;
    },
  };
}

test("the first samples show before the others are known", async () => {
  const { session, finish } = await halfOpened();
  expect(session.list.isLoading).toBe(false);
  expect(session.list.ids[199]).toBe(id(199));
  await finish();
  expect(session.list.ids).toHaveLength(1000);
  expect(session.list.isWhole).toBe(true);
});

test("a gesture on the first samples stays when the others come, and so does the focus", async () => {
  const { session, finish } = await halfOpened();
  session.select(selectOne(session.list.ids, 5));
  await label(session, CAT);
  await session.queue.idle();
  expect(session.focused).toBe(id(6));
  await finish();
  expect(session.focused).toBe(id(6));
  expect(session.list.ids).toHaveLength(999);
  expect(session.list.has(id(5))).toBe(false);
});

test("all means all, also while only the first are here", async () => {
  const { session, finish } = await halfOpened();
  const selecting = session.selectAll();
  await finish();
  await selecting;
  expect(session.selection.ids.size).toBe(1000);
});

test("a newer query takes the place of one that is half here", async () => {
  const { session, finish } = await halfOpened();
  const newer = session.open({ ...UNLABELED, state: "labeled" });
  await finish();
  await newer;
  expect(session.list.query.state).toBe("labeled");
  expect(session.list.ids).toHaveLength(0);
});
