import { flushSync } from "svelte";
import { describe, expect, test, vi } from "vitest";
import {
  CAT,
  id,
  label,
  openSession,
} from "../../tests/support/labeling-session.ts";
import { MemoryLabelingStore } from "../../tests/support/memory-labeling-store.ts";
import { extendTo, selectOne, selectAll } from "./selection.ts";

describe("a gesture", () => {
  test("shows at once, is durable in order, and the next sample takes the place", async () => {
    const store = new MemoryLabelingStore(30);
    const { session } = await openSession(store);
    let open = () => {};
    store.gate = () => new Promise<void>((resolve) => (open = resolve));
    session.select(selectOne(session.list.ids, 3));
    void label(session, CAT);
    flushSync();
    expect(session.list.ids[3]).toBe(id(4));
    expect(session.focused).toBe(id(4));
    expect(session.state.counts).toMatchObject({ unlabeled: 29, labeled: 1 });
    expect(session.state.labelCounts.get(CAT)).toBe(1);
    expect(session.queue.pending).toBe(1);
    expect(store.rows.get(id(3))?.state).toBe("unlabeled");
    open();
    await session.queue.idle();
    expect(store.rows.get(id(3))).toMatchObject({
      state: "labeled",
      labels: [CAT],
      provenance: { by: "human" },
    });
    expect(session.savedAt).not.toBeNull();
  });

  test("that fails to be written is kept, told, and tried again before the next one", async () => {
    const store = new MemoryLabelingStore(5);
    const { session } = await openSession(store);
    store.gate = () => Promise.reject(new Error("quota"));
    await label(session, CAT);
    await label(session, CAT);
    await vi.waitFor(() => expect(session.queue.error?.message).toBe("quota"));
    expect(session.queue.pending).toBe(2);
    expect(session.list.ids).toHaveLength(3);
    store.gate = async () => {};
    session.queue.retry();
    await vi.waitFor(() => expect(session.queue.pending).toBe(0));
    expect(session.queue.error).toBeNull();
    expect(store.steps.map((step) => step.edits[0]?.sampleId)).toEqual([
      id(0),
      id(1),
    ]);
  });

  test("given up shows what is stored", async () => {
    const store = new MemoryLabelingStore(5);
    const { session } = await openSession(store);
    store.gate = () => Promise.reject(new Error("gone"));
    await label(session, CAT);
    await vi.waitFor(() => expect(session.queue.error).not.toBeNull());
    session.discardUnsaved();
    await vi.waitFor(() => expect(session.list.ids).toHaveLength(5));
    expect(session.queue.pending).toBe(0);
    await vi.waitFor(() => expect(session.state.counts.unlabeled).toBe(5));
  });

  test("that changes nothing is no step", async () => {
    const store = new MemoryLabelingStore(3);
    const { session } = await openSession(store);
    await session.edit("hard", () => null);
    await session.edit("hard", () => ({ hard: null }));
    expect(store.steps).toHaveLength(0);
  });

  test("works on samples that are not loaded", async () => {
    const store = new MemoryLabelingStore(500);
    const { session } = await openSession(store);
    session.select(selectAll(session.selection, session.list.ids));
    await label(session, CAT);
    await session.queue.idle();
    expect(store.steps).toHaveLength(1);
    expect(store.steps[0]?.edits).toHaveLength(500);
    expect(session.list.ids).toHaveLength(0);
    session.undo();
    await session.queue.idle();
    expect(session.list.ids).toHaveLength(500);
  });
});

test("an undo waits for a gesture that still reads its samples", async () => {
  const store = new MemoryLabelingStore(300);
  const { session } = await openSession(store);
  await label(session, CAT);
  session.select(selectAll(session.selection, session.list.ids));
  void session.edit("hard", () => ({
    hard: { coefficient: null, reasons: null },
  }));
  session.undo();
  await vi.waitFor(() => expect(store.steps).toHaveLength(3));
  expect(store.steps.map((step) => `${step.kind} ${step.gesture}`)).toEqual([
    "do label",
    "do hard",
    "undo hard",
  ]);
});

test("without going on, a labeled sample stays until one leaves it", async () => {
  const store = new MemoryLabelingStore(6, { singleLabel: false });
  const { session } = await openSession(store);
  expect(session.autoAdvance).toBe(false);
  session.select(selectOne(session.list.ids, 2));
  await label(session, CAT);
  expect(session.list.ids[2]).toBe(id(2));
  expect(session.list.row(id(2))?.state).toBe("labeled");
  session.select(selectOne(session.list.ids, 3));
  expect(session.list.ids).toHaveLength(5);
  expect(session.focused).toBe(id(3));
});

test("undo brings a sample back to its old place, redo takes it away", async () => {
  const store = new MemoryLabelingStore(10);
  const { session } = await openSession(store);
  session.select(extendTo(selectOne(session.list.ids, 2), session.list.ids, 4));
  await label(session, CAT);
  await session.queue.idle();
  expect(session.list.ids).toHaveLength(7);
  session.undo();
  await session.queue.idle();
  expect(session.list.ids.slice(1, 6)).toEqual([1, 2, 3, 4, 5].map(id));
  expect([...session.selection.ids]).toEqual([2, 3, 4].map(id));
  expect(session.state.history).toMatchObject({
    canUndo: false,
    canRedo: true,
  });
  session.redo();
  await session.queue.idle();
  expect(session.list.ids).toHaveLength(7);
  expect(session.state.counts.labeled).toBe(3);
});

test("what another tab labels leaves the list here", async () => {
  const store = new MemoryLabelingStore(10);
  const { session } = await openSession(store);
  session.select(selectOne(session.list.ids, 5));
  const row = store.rows.get(id(0));
  if (row)
    await store.apply("label", [
      { sampleId: id(0), after: { ...row, state: "labeled", labels: [CAT] } },
    ]);
  await vi.waitFor(() => expect(session.list.ids).toHaveLength(9));
  await vi.waitFor(() => expect(session.state.counts.labeled).toBe(1));
  expect(session.focused).toBe(id(5));
});

test("own gestures do not read the list again", async () => {
  const store = new MemoryLabelingStore(10);
  const { session } = await openSession(store);
  const ids = vi.spyOn(session.list, "reload");
  await label(session, CAT);
  await label(session, CAT);
  await session.queue.idle();
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(ids).not.toHaveBeenCalled();
});

test("labels that are read again and are the same draw nothing anew", async () => {
  const store = new MemoryLabelingStore(3);
  await store.addLabel("cat");
  const { session } = await openSession(store);
  const { labels } = session.state;
  store.labelRows = structuredClone(store.labelRows);
  await label(session, CAT);
  await session.queue.idle();
  expect(session.state.labels).toBe(labels);
  await store.addLabel("dog");
  expect(session.state.labels.map(({ name }) => name)).toEqual(["cat", "dog"]);
});

test("samples that an import adds appear", async () => {
  const store = new MemoryLabelingStore(3);
  const { session } = await openSession(store);
  store.put(3, {});
  store.touchRows();
  await vi.waitFor(() => expect(session.list.ids).toHaveLength(4));
});
