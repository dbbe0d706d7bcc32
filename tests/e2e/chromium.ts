/**
 * Real Chromium for the journeys. The process is ours, so that a test can kill it as a dying
 * battery would, and start it again on the same profile.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  chromium,
  type Browser,
  type BrowserContext,
  type Locator,
  type Page,
} from "playwright-core";

const executable = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find(existsSync);

const FLAGS = [
  "--headless=new",
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-gpu",
  "--remote-debugging-port=0",
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
];

export interface Device {
  readonly width: number;
  readonly height: number;
  readonly touch: boolean;
}

export const LAPTOP: Device = { width: 1280, height: 800, touch: false };
export const TABLET: Device = { width: 820, height: 1180, touch: true };
export const PHONE: Device = { width: 390, height: 844, touch: true };

/** A profile on disk that outlives the browser. */
export class Profile {
  readonly folder: string = mkdtempSync(join(tmpdir(), "gleaner-profile-"));

  delete(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

export class RunningChromium {
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly #process: ChildProcess;

  constructor(
    browser: Browser,
    context: BrowserContext,
    process: ChildProcess,
  ) {
    this.browser = browser;
    this.context = context;
    this.#process = process;
  }

  /** A new page of the given size; its uncaught errors are collected in `errors`. */
  async open(
    url: string,
    device: Device = LAPTOP,
  ): Promise<{ page: Page; errors: string[] }> {
    const page = await this.context.newPage();
    page.setDefaultTimeout(20_000);
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    await page.setViewportSize({ width: device.width, height: device.height });
    if (device.touch) {
      const session = await this.context.newCDPSession(page);
      await session.send("Emulation.setTouchEmulationEnabled", {
        enabled: true,
        maxTouchPoints: 5,
      });
    }
    await page.goto(url);
    return { page, errors };
  }

  /** SIGKILL: nothing gets a chance to tidy up. */
  async kill(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.kill("SIGKILL");
    await ended;
    await this.browser.close().catch(() => undefined);
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    const session = await this.browser.newBrowserCDPSession();
    await session.send("Browser.close").catch(() => undefined);
    const timer = setTimeout(() => this.#process.kill("SIGKILL"), 5000);
    await ended;
    clearTimeout(timer);
  }
}

/** A finger on the middle of a visible, enabled element that nothing covers. */
export async function tap(target: Locator): Promise<void> {
  const page = target.page();
  await target.click({ trial: true });
  const box = await target.boundingBox();
  if (!box) throw new Error(`Nothing to tap: ${String(target)}`);
  const session = await page.context().newCDPSession(page);
  const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await session.send("Input.dispatchTouchEvent", {
    type: "touchStart",
    touchPoints: [point],
  });
  await session.send("Input.dispatchTouchEvent", {
    type: "touchEnd",
    touchPoints: [],
  });
  await session.detach();
}

async function debuggingPort(folder: string): Promise<number> {
  const file = join(folder, "DevToolsActivePort");
  for (let tries = 0; tries < 300; tries += 1) {
    if (existsSync(file)) {
      const port = Number(readFileSync(file, "utf8").split("\n")[0]);
      if (port > 0) return port;
    }
    await sleep(100);
  }
  throw new Error("Chromium did not start within 30 s");
}

export async function startChromium(
  profile: Profile,
  extraFlags: readonly string[] = [],
): Promise<RunningChromium> {
  if (!executable)
    throw new Error("Chromium is not installed: sudo apt install chromium");
  rmSync(join(profile.folder, "DevToolsActivePort"), { force: true });
  const child = spawn(
    executable,
    [
      ...FLAGS,
      ...extraFlags,
      `--user-data-dir=${profile.folder}`,
      "about:blank",
    ],
    { stdio: "ignore" },
  );
  const port = await debuggingPort(profile.folder);
  const browser = await chromium.connectOverCDP(
    `http://127.0.0.1:${String(port)}`,
  );
  const context = browser.contexts()[0];
  if (!context) throw new Error("Chromium has no default context");
  return new RunningChromium(browser, context, child);
}
