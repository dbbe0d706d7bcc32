/** Real Chromium over the built app, for the benchmarks. Nothing here is timed. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { ensureBuild } from "../scripts/ensure.mjs";
import { serve } from "../scripts/serve.mjs";
import { executablePath } from "./executable.mjs";

export const args = [
  "--no-sandbox",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--enable-precise-memory-info",
];

/** A folder that is gone afterwards. */
export async function withFolder(run) {
  const folder = mkdtempSync(join(tmpdir(), "gleaner-bench-"));
  try {
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A served app and a fresh profile; `run` gets {page, context, url}. */
export async function withApp(
  run,
  { width = 1280, height = 800, flags = [] } = {},
) {
  ensureBuild();
  const server = await serve({ quiet: true });
  try {
    return await withFolder(async (folder) => {
      const context = await chromium.launchPersistentContext(folder, {
        executablePath,
        args: [...args, ...flags],
        viewport: { width, height },
        headless: true,
      });
      try {
        const page = await context.newPage();

        await page.goto(server.url);
        await page.getByRole("heading", { level: 1 }).waitFor();
        return await run({ page, context, url: server.url });
      } finally {
        await context.close();
      }
    });
  } finally {
    await server.close();
  }
}
