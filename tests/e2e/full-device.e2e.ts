/**
 * A disk that other programs fill to the last byte while labels are written: a small one made for it,
 * which takes a superuser.
 */
import { spawnSync } from "node:child_process";
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  symlinkSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { Journey, shot } from "./journey.ts";
import { shownLabeled, trySample } from "./steps.ts";
import { labeledIn, storedIn } from "./stored.ts";

const DISK_MB = 60;
const disk = mkdtempSync(join(tmpdir(), "gleaner-disk-"));
const size = `size=${String(DISK_MB)}m`;
const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", size, "tmpfs", disk]);
const isMounted = mounted.status === 0;

const filler = (part: number): string => join(disk, `others-${String(part)}`);

/** As other programs do, until not a byte is left. */
function fill(part: number): void {
  const file = openSync(filler(part), "w");
  const block = Buffer.alloc(4096);
  try {
    for (;;) writeSync(file, block);
  } catch (error) {
    expect(error).toMatchObject({ code: "ENOSPC" });
  } finally {
    closeSync(file);
  }
}

/** What the app writes goes there; Chromium itself does not survive a full disk. */
function putOnDisk(profile: string): void {
  mkdirSync(join(profile, "Default"));
  for (const name of ["IndexedDB", "File System"]) {
    mkdirSync(join(disk, name));
    symlinkSync(join(disk, name), join(profile, "Default", name));
  }
}

const journey = new Journey({ prepare: putOnDisk });

afterAll(() => {
  if (isMounted) spawnSync("umount", ["-l", disk]);
  rmSync(disk, { recursive: true, force: true });
});

const why = isMounted ? "" : " (no small disk could be mounted)";

it.skipIf(!isMounted)(
  `keeps all on a disk that is full, says so, and goes on when there is room${why}`,
  async () => {
    const { page } = await journey.open();
    await trySample(page);
    const url = page.url();
    const label = async (key: string): Promise<void> => {
      await page.keyboard.press(key);
      await page.waitForTimeout(200);
    };
    const known = await shownLabeled(page);
    for (let i = 0; i < 4; i += 1) await label("1");
    await expect.poll(() => labeledIn(page)).toBe(known + 4);

    fill(1);
    for (let i = 0; i < 6; i += 1) await label("2");
    // What was kept free for this lasts for them.
    await expect.poll(() => labeledIn(page)).toBe(known + 10);

    fill(2);
    for (let i = 0; i < 3; i += 1) await label("3");
    const notice = page.getByText("The disk of this device is full");
    await notice.waitFor();
    await shot(page, "full-device");
    // Nobody writes into what may be torn, however long it takes.
    await page.waitForTimeout(8000);
    expect(await notice.isVisible()).toBe(true);

    rmSync(filler(1));
    rmSync(filler(2));
    await notice.waitFor({ state: "hidden" });
    await expect.poll(() => labeledIn(page)).toBe(known + 13);
    await journey.restart();
    const { page: again } = await journey.open(url);
    await expect.poll(() => shownLabeled(again)).toBe(known + 13);
    expect((await storedIn(again)).violations).toEqual([]);
  },
);
