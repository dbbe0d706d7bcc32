/**
 * The other engines labelers use, driven through what they offer: Firefox by WebDriver BiDi
 * (puppeteer-core), WebKitGTK by plain WebDriver over HTTP. Both run scripts in the page, which
 * is all the short journey needs.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import puppeteer from "puppeteer-core";

export interface Engine {
  readonly name: string;
  goto(url: string): Promise<void>;
  /** Runs `return ...` code in the page; the result is JSON. */
  run<T>(code: string): Promise<T>;
  close(): Promise<void>;
}

export const firefoxPath = ["/usr/bin/firefox-esr", "/usr/bin/firefox"].find(
  existsSync,
);
const webkitDriver = ["/usr/bin/WebKitWebDriver"].find(existsSync);
const miniBrowser = (existsSync("/usr/lib") ? readdirSync("/usr/lib") : [])
  .map((folder) => join("/usr/lib", folder, "webkit2gtk-4.1", "MiniBrowser"))
  .find(existsSync);
export const canRunWebKit = Boolean(
  webkitDriver && miniBrowser && existsSync("/usr/bin/Xvfb"),
);

export async function startFirefox(): Promise<Engine> {
  if (!firefoxPath)
    throw new Error("Firefox is not installed: sudo apt install firefox-esr");
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: firefoxPath,
    headless: true,
    extraPrefsFirefox: { "browser.shell.checkDefaultBrowser": false },
  });
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 1000 });
  return {
    name: "Firefox",
    goto: async (url) => void (await page.goto(url)),
    run: async <T>(code: string) =>
      (await page.evaluate(`(async () => { ${code} })()`)) as T,
    close: async () => browser.close(),
  };
}

async function call(
  port: number,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${String(port)}${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const { value } = (await response.json()) as { value: unknown };
  if (response.ok) return value;
  const { error, message } = value as { error: string; message: string };
  throw new Error(`WebKit: ${error}: ${message}`);
}

const display = ":97";
const webkitEnvironment = {
  ...process.env,
  DISPLAY: display,
  WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
  WEBKIT_DISABLE_COMPOSITING_MODE: "1",
};

const ASYNC_SCRIPT_MS = 120_000;
/** Of a fifth of a second: a busy machine takes long to start a browser. */
const STARTING_TRIES = 150;

export async function startWebKit(): Promise<Engine> {
  const port = 4790 + Math.floor(Math.random() * 100);
  const children: ChildProcess[] = [
    spawn("Xvfb", [display, "-screen", "0", "1280x1400x24"], {
      stdio: "ignore",
    }),
    spawn(webkitDriver ?? "", [`--port=${String(port)}`], {
      stdio: "ignore",
      env: webkitEnvironment,
    }),
  ];
  const capabilities = {
    alwaysMatch: {
      browserName: "MiniBrowser",
      "webkitgtk:browserOptions": {
        binary: miniBrowser,
        args: ["--automation"],
      },
    },
  };
  const end = (): void => {
    for (const child of children) child.kill("SIGKILL");
  };
  let session = "";
  for (let tries = 0; session === ""; tries += 1) {
    await sleep(200);
    try {
      const value = await call(port, "POST", "/session", { capabilities });
      session = (value as { sessionId: string }).sessionId;
    } catch (error) {
      if (tries < STARTING_TRIES) continue;
      end();
      throw error;
    }
  }
  const at = `/session/${session}`;
  await call(port, "POST", `${at}/timeouts`, {
    script: ASYNC_SCRIPT_MS,
    pageLoad: 60_000,
  });
  await call(port, "POST", `${at}/window/rect`, { width: 1280, height: 1000 });
  const script = (code: string): string =>
    `const done = arguments[arguments.length - 1]; (async () => { ${code} })().then((value) => done({ value }), (error) => done({ error: String(error) }));`;
  return {
    name: "WebKitGTK",
    goto: async (url) => void (await call(port, "POST", `${at}/url`, { url })),
    run: async <T>(code: string) => {
      const answer = await call(port, "POST", `${at}/execute/async`, {
        script: script(code),
        args: [],
      });
      const { value, error } = answer as { value: T; error?: string };
      if (error) throw new Error(`WebKit: ${error}`);
      return value;
    },
    close: async () => {
      await call(port, "DELETE", at).catch(() => undefined);
      end();
    },
  };
}
