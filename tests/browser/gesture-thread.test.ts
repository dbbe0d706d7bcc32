/** Gestures are written by a thread of their own: a page that paints has no part in it. */
import { liveQuery } from "dexie";
import { beforeEach, expect, it, vi } from "vitest";
import { AppError } from "#core/errors.ts";
import type { LabelingJobId } from "#core/ids.ts";
import { database } from "#storage/database.ts";
import { gestures } from "#workers/gestures.client.ts";
import { labeled, oneItem, storedItem } from "../support/gesture-item.ts";
import { emptyDatabase } from "../support/stored-data.ts";

beforeEach(emptyDatabase);

it("writes, takes back and does again without a transaction of the page, and tells whoever follows", async () => {
  const item = await oneItem();
  const { jobId } = item;
  const told = vi.fn();
  const following = liveQuery(() => database.steps.count()).subscribe(told);
  const opened = vi.spyOn(IDBDatabase.prototype, "transaction");
  const step = await gestures.applyEdits(jobId, "label", labeled(item, "good"));
  expect(step).toMatchObject({ seq: 1, kind: "do", gesture: "label" });
  expect(await gestures.undo(jobId)).toMatchObject({ seq: 2, kind: "undo" });
  expect(await gestures.redo(jobId)).toMatchObject({ seq: 3, kind: "redo" });
  expect(await gestures.redo(jobId)).toBeNull();
  const modes = opened.mock.calls.map(([, mode]) => mode);
  opened.mockRestore();
  expect(modes).not.toContain("readwrite");
  expect(await storedItem()).toMatchObject({ labels: ["good"] });
  await vi.waitFor(() => expect(told).toHaveBeenLastCalledWith(3));
  following.unsubscribe();
});

it("hands over what the storage throws", async () => {
  const item = await oneItem();
  const noKey = {} as unknown as LabelingJobId;
  await expect(
    gestures.applyEdits(noKey, "label", labeled(item, "good")),
  ).rejects.toBeInstanceOf(AppError);
  expect(await storedItem()).toEqual(item);
});
