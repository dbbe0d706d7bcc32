/** The browser of one test file, on a profile of its own: there before the first test, gone after the last. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  expect,
  inject,
} from "vitest";
import { folderOf } from "../support/photo-folder.ts";
import {
  Profile,
  startChromium,
  type Device,
  type RunningChromium,
} from "./chromium.ts";
import { foreignRequests, netLogFlag } from "./foreign-requests.ts";

interface Options {
  /** Of Chromium, besides those it always has. */
  readonly flags?: readonly string[];
  /** Each test begins with a new profile: nothing is stored. */
  readonly isNewEachTest?: boolean;
  /** Other origins are asked, because the user types their address. */
  readonly asksOthers?: boolean;
  /** Called with the folder of a new profile, before Chromium first starts on it. */
  readonly prepare?: (profile: string) => void;
}

export class Journey {
  /** Address of the app, to which a path with its `#` is added. */
  readonly origin: string = inject("appUrl");
  readonly #flags: readonly string[];
  readonly #folders: string[] = [];
  readonly #netLogs: string[] = [];
  #profile: Profile | null = null;
  #chromium: RunningChromium | null = null;

  constructor({
    flags = [],
    isNewEachTest = false,
    asksOthers = false,
    prepare,
  }: Options = {}) {
    this.#flags = flags;
    const [before, after] = isNewEachTest
      ? [beforeEach, afterEach]
      : [beforeAll, afterAll];
    before(async () => {
      this.#profile = new Profile();
      prepare?.(this.#profile.folder);
      await this.#start();
    });
    after(async () => {
      await this.#chromium?.close();
      const foreign = this.#netLogs.splice(0).flatMap(foreignRequests);
      this.#profile?.delete();
      if (!asksOthers) expect(foreign).toEqual([]);
    });
    afterAll(() => {
      for (const folder of this.#folders)
        rmSync(folder, { recursive: true, force: true });
    });
  }

  get chromium(): RunningChromium {
    if (!this.#chromium) throw new Error("Chromium runs only within tests");
    return this.#chromium;
  }

  /** A folder of these files, deleted in the end. @param files bytes by path. */
  folder(files: Readonly<Record<string, Buffer>>): string {
    const folder = folderOf(files);
    this.#folders.push(folder);
    return folder;
  }

  /** A page at a path of the app, or a whole address. */
  open(path = "", device?: Device): Promise<{ page: Page; errors: string[] }> {
    return this.chromium.open(new URL(path, this.origin).href, device);
  }

  /** Without a network, once the app is kept on the device. */
  async goOffline(page: Page): Promise<void> {
    await kept(page);
    await this.chromium.context.setOffline(true);
  }

  /**
   * Pulls the plug; Chromium comes back on the same profile.
   * @param meanwhile what else happens to the profile, at this folder, before it does.
   */
  async kill(meanwhile?: (profile: string) => void): Promise<void> {
    await this.chromium.kill();
    if (this.#profile) meanwhile?.(this.#profile.folder);
    await this.#start();
  }

  /** Pulls the plug, and opens the address again on the same profile. */
  async killAndReturn(url: string): Promise<Page> {
    await this.kill();
    return (await this.open(url)).page;
  }

  /** Ends Chromium as a user does; it comes back on the same profile. */
  async restart(): Promise<void> {
    await this.chromium.close();
    await this.#start();
  }

  async #start(): Promise<void> {
    this.#profile ??= new Profile();
    const netLog = join(
      this.#profile.folder,
      `net-${String(this.#netLogs.length)}.json`,
    );
    this.#netLogs.push(netLog);
    this.#chromium = await startChromium(this.#profile, [
      ...this.#flags,
      netLogFlag(netLog),
    ]);
  }
}

/** A busy machine takes its time to store all of the app. */
const KEPT_MS = 60_000;

/** The app's own files are on the device: it needs no network any longer. */
export async function kept(page: Page): Promise<void> {
  await page.waitForFunction(
    () => navigator.serviceWorker.controller?.state === "activated",
    null,
    { timeout: KEPT_MS },
  );
}

/** A picture of the page in the folder that `SHOTS` names, where it names one. */
export async function shot(
  page: Page,
  name: string,
  options: { readonly fullPage?: boolean } = {},
): Promise<void> {
  const folder = process.env["SHOTS"];
  if (folder)
    await page.screenshot({ path: join(folder, `${name}.png`), ...options });
}
