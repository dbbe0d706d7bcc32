/** Chromium over the product's sources, as Vite serves them, for the benchmarks of single modules. */
import { chromium } from "playwright-core";
import { createServer } from "vite";
import { root } from "../scripts/ensure.mjs";
import { args } from "./chromium.mjs";
import { executablePath } from "./executable.mjs";
import { note } from "./report.mjs";

/** `run` gets `{ browser, url }`; what it throws is printed, and the process ends as failed. */
export async function withSources(run) {
  process.env.VITEST = "bench"; // Leaves the app's service worker out.
  const server = await createServer({
    root,
    logLevel: "error",
    server: { port: 0, host: "localhost", hmr: false, watch: null },
  });
  await server.listen();
  const browser = await chromium.launch({ executablePath, args });
  try {
    await run({ browser, url: server.resolvedUrls.local[0] });
  } catch (error) {
    note(String(error));
    process.exitCode = 1;
  } finally {
    await browser.close();
    await server.close();
  }
}
