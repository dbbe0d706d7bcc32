/** Real Chromium over the built app, for the benchmarks. Nothing here is timed. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { ensureBuild, root } from "../scripts/ensure.mjs";
import { serve } from "../scripts/serve.mjs";

const executablePath = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find(existsSync);

const args = [
  "--no-sandbox",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--enable-precise-memory-info",
  "--js-flags=--expose-gc",
];

export const data = join(root, "..", "shared", "data", "dev");

/** A served app and a fresh profile; `run` gets {page, context, url}. */
export async function withApp(
  run,
  { width = 1280, height = 800, flags = [] } = {},
) {
  ensureBuild();
  const server = await serve({ quiet: true });
  const { mkdtempSync, rmSync } = await import("node:fs");
  const { tmpdir } = await import("node:os");
  const folder = mkdtempSync(join(tmpdir(), "gleaner-bench-"));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath,
    args: [...args, ...flags],
    viewport: { width, height },
    headless: true,
  });
  try {
    const page = await context.newPage();
    await page.goto(server.url);
    return await run({ page, context, url: server.url });
  } finally {
    await context.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** One line of the table: what, figure, goal, and whether it is met. */
export function line(what, figure, goal, met) {
  console.log(`| ${what} | ${figure} | ${goal} | ${met ? "met" : "MISSED"} |`);
}
