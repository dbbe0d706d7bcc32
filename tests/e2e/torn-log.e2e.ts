/**
 * A plug that is pulled within a write leaves half a record at the end of the browser's own log.
 * Chromium appends behind it, finds the log broken at the start after the next, and deletes the database.
 */
import { readdirSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { Journey } from "./journey.ts";
import { shownLabeled, trySample } from "./steps.ts";
import { labeledIn, storedIn } from "./stored.ts";

const journey = new Journey({ isNewEachTest: true });

/** Fewer than any record has, so that the last one is torn. */
const TORN_BYTES = 5;

function tearLog(profile: string): void {
  const storage = join(profile, "Default", "IndexedDB");
  const logs = readdirSync(storage, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".log"))
    .map((path) => join(storage, path));
  expect(logs).toHaveLength(1);
  for (const log of logs) {
    const { size } = statSync(log);
    expect(size).toBeGreaterThan(TORN_BYTES);
    truncateSync(log, size - TORN_BYTES);
  }
}

it("keeps all that was written before and after a kill that tore the browser's log", async () => {
  const { page } = await journey.open();
  await trySample(page);
  const url = page.url();
  const known = await shownLabeled(page);
  for (let i = 0; i < 4; i += 1) await page.keyboard.press("1");
  await expect.poll(() => labeledIn(page)).toBe(known + 4);

  await journey.kill(tearLog);
  const { page: second } = await journey.open(url);
  const left = await labeledIn(second);
  expect(left).toBeGreaterThanOrEqual(known + 3);
  await expect.poll(() => shownLabeled(second)).toBe(left);
  for (let i = 0; i < 2; i += 1) await second.keyboard.press("2");
  await expect.poll(() => labeledIn(second)).toBe(left + 2);

  await journey.restart();
  const { page: third } = await journey.open(url);
  await expect.poll(() => shownLabeled(third)).toBe(left + 2);
  expect(await storedIn(third)).toMatchObject({
    violations: [],
    datasets: [{}],
  });
});
