import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { gestures, startGestures } from "#workers/gestures.client.ts";
import { labeled, oneItem, storedItem } from "../support/gesture-item.ts";
import { emptyDatabase } from "../support/stored-data.ts";

beforeEach(emptyDatabase);
afterEach(() => void vi.unstubAllGlobals());

/** A thread whose code cannot be had: it never answers, and says so a moment later. */
class BrokenWorker extends EventTarget {
  onerror: ((event: { message: string }) => void) | null = null;
  constructor() {
    super();
    setTimeout(() => this.onerror?.({ message: "not found" }), 20);
  }
  postMessage(): void {}
  terminate(): void {}
}

it("a page whose writing thread fails says so, and writes by itself from then on", async () => {
  const item = await oneItem();
  vi.stubGlobal("Worker", BrokenWorker);
  startGestures();
  const write = () =>
    gestures.applyEdits(item.jobId, "label", labeled(item, "good"));
  await expect(write()).rejects.toMatchObject({
    message: "The writing thread failed: not found",
  });
  expect(await write()).toMatchObject({ seq: 1 });
  expect(await storedItem()).toMatchObject({ labels: ["good"] });
});
