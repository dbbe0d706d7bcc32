/**
 * A plug that is pulled within a write leaves half a record at the end of the browser's own logs, of
 * databases and of file names. Chromium appends behind it, and finds the log broken at the start after
 * the next: it deletes the databases, or loses the files.
 */
import { readdirSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { photo } from "../support/photo-folder.ts";
import { button, dialog } from "./controls.ts";
import { Journey } from "./journey.ts";
import { shownLabeled, trySample } from "./steps.ts";
import { labeledIn, storedIn } from "./stored.ts";

const journey = new Journey({ isNewEachTest: true });

/** Fewer than any record has, so that the last one is torn. */
const TORN_BYTES = 5;

/** @param wanted names the log by its path in the profile. */
const tear =
  (wanted: RegExp) =>
  (profile: string): void => {
    const site = join(profile, "Default");
    const logs = readdirSync(site, { recursive: true, encoding: "utf8" })
      .filter((path) => wanted.test(path))
      .map((path) => join(site, path));
    expect(logs).toHaveLength(1);
    for (const log of logs) {
      const { size } = statSync(log);
      expect(size).toBeGreaterThan(TORN_BYTES);
      truncateSync(log, size - TORN_BYTES);
    }
  };

const photos = journey.folder(
  Object.fromEntries(
    Array.from({ length: 6 }, (_, i) => [
      `photo-${String(i)}.png`,
      photo("disc", i),
    ]),
  ),
);

async function importPhotos(page: Page): Promise<void> {
  await page.goto(`${journey.origin}#/datasets?create=1`);
  const files = readdirSync(photos).map((name) => join(photos, name));
  await dialog(page)
    .locator("input[type=file][multiple]")
    .first()
    .setInputFiles(files);
  await button(page, "Submit").click();
  await button(page, "Import 6 samples").click({ timeout: 60_000 });
  await expect
    .poll(async () => (await storedIn(page)).jobs, { timeout: 60_000 })
    .toContainEqual({ kind: "import", state: "done" });
}

it("keeps all that was written before and after a kill that tore the browser's log", async () => {
  const { page } = await journey.open();
  await trySample(page);
  const url = page.url();
  const known = await shownLabeled(page);
  for (let i = 0; i < 4; i += 1) await page.keyboard.press("1");
  await expect.poll(() => labeledIn(page)).toBe(known + 4);

  await journey.kill(tear(/IndexedDB.*\.log$/));
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

it("keeps all files that were made before and after a kill that tore the browser's list of them", async () => {
  const { page } = await journey.open();
  await trySample(page);
  // What is torn away is of no worth.
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    await root.getFileHandle("of no worth", { create: true });
  });

  await journey.kill(tear(/File System.*Paths.*\.log$/));
  const { page: second } = await journey.open();
  await importPhotos(second);
  expect((await storedIn(second)).violations).toEqual([]);

  await journey.restart();
  const { page: third } = await journey.open();
  const { violations, datasets } = await storedIn(third);
  expect(violations).toEqual([]);
  expect(datasets.map(({ samples }) => samples).sort()).toEqual([150, 6]);
});
