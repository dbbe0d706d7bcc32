import { beforeEach, expect, it, vi } from "vitest";
import { database } from "#storage/database.ts";
import { setSetting } from "#storage/settings.ts";
import { followCounts } from "./live-counts.svelte.ts";

beforeEach(async () => {
  await Promise.all(database.tables.map((table) => table.clear()));
});

const pause = (milliseconds: number) =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A count that takes longer than changes are apart. */
function slowCount() {
  const asked = { times: 0 };
  const count = async (): Promise<number> => {
    asked.times += 1;
    const before = await database.settings.count();
    await pause(60);
    return Math.max(before, await database.settings.count());
  };
  return { asked, count };
}

it("tells how far it is while much changes, seldom, and misses nothing", async () => {
  const { asked, count } = slowCount();
  const seen: number[] = [];
  const stop = followCounts(["settings"], count, (value) => seen.push(value));
  await vi.waitFor(() => expect(seen).toEqual([0]));
  for (let i = 0; i < 40; i += 1) {
    await setSetting(`key ${String(i)}`, i);
    await pause(20);
  }
  // Not only behind the last change.
  expect(seen.length).toBeGreaterThan(1);
  await vi.waitFor(() => expect(seen.at(-1)).toBe(40), 5000);
  expect(asked.times).toBeLessThan(40 / 2);
  stop();
});

it("does not count when other tables change, nor after its end", async () => {
  const { asked, count } = slowCount();
  const stop = followCounts(["items"], count, () => undefined);
  await vi.waitFor(() => expect(asked.times).toBe(1));
  await setSetting("key", 1);
  await pause(400);
  expect(asked.times).toBe(1);
  stop();
  const after = followCounts(["settings"], count, () => undefined);
  after();
  await setSetting("key", 2);
  await pause(400);
  expect(asked.times).toBe(1);
});
