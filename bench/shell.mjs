/** What a first visit downloads before the first screen, and how fast a cold start without network is. */
import { gzipSync } from "node:zlib";
import { withApp } from "./chromium.mjs";
import { line, median } from "./report.mjs";

const MAX_SHELL_KB = 120;
const MAX_START_MS = 1500;
const RUNS = 5;

await withApp(async ({ page, context, url }) => {
  const fresh = await context.newPage();
  const scripts = new Map();
  fresh.on("response", async (response) => {
    if (!/\.js(\?|$)/.test(response.url()) || response.fromServiceWorker())
      return;
    scripts.set(
      response.url(),
      response.body().catch(() => Buffer.alloc(0)),
    );
  });
  await page.close();
  await fresh.goto(url);
  await fresh.getByRole("heading", { level: 1 }).waitFor();
  const before = [...scripts.entries()].filter(
    ([name]) => !/service-worker/.test(name),
  );
  const bodies = await Promise.all(before.map(([, body]) => body));
  const kilobytes =
    bodies.reduce((sum, body) => sum + gzipSync(body).length, 0) / 1024;
  const heavy = bodies.some(
    (body) =>
      /tfjs|onnxruntime/.test(body.toString("utf8").slice(0, 4_000_000)) &&
      body.length > 400_000,
  );
  line(
    "shell JavaScript before the first screen",
    `${kilobytes.toFixed(0)} kB gzip${heavy ? ", with TF.js or ORT" : ""}`,
    `<= ${MAX_SHELL_KB} kB, no TF.js or ORT`,
    kilobytes <= MAX_SHELL_KB && !heavy,
  );

  await fresh.evaluate(() => navigator.serviceWorker.ready);
  await fresh.waitForTimeout(3000);
  await context.setOffline(true);
  const times = [];
  for (let i = 0; i < RUNS; i += 1) {
    const cold = await context.newPage();
    const began = Date.now();
    await cold.goto(url);
    await cold.getByRole("heading", { level: 1 }).waitFor();
    times.push(Date.now() - began);
    await cold.close();
  }
  const start = median(times);
  line(
    "offline cold start to usable home",
    `${start} ms (median of ${RUNS})`,
    `<= ${MAX_START_MS} ms`,
    start <= MAX_START_MS,
  );
});
