/** A long labeling session: 10,000 key presses through pictures, and what stays in memory. */
import { withApp } from "./chromium.mjs";
import { HeapSampler } from "./heap.mjs";
import { installProbes } from "./page-probes.mjs";
import { line, note } from "./report.mjs";
import { seedJob } from "./seed-samples.mjs";

const SAMPLES = 25_000;
const PRESSES = 10_000;
const PART = 1000;
const MAX_GROWTH = 0.25;
const MB = 1024 * 1024;

/** Presses keys in the page, one for each picture, each when its label is durable. */
const pressMany = (page, count) =>
  page.evaluate(async (presses) => {
    for (let i = 0; i < presses; i += 1) {
      const { length } = probes.durable;
      window.dispatchEvent(
        new KeyboardEvent("keydown", {
          key: String((i % 5) + 1),
          code: `Digit${String((i % 5) + 1)}`,
          bubbles: true,
          cancelable: true,
        }),
      );
      while (probes.durable.length === length)
        await new Promise((resolve) => setTimeout(resolve, 0));
      await new Promise(requestAnimationFrame);
    }
  }, count);

await withApp(async ({ page, context, url }) => {
  const { jobId } = await seedJob(page, url, SAMPLES);
  await page.close();
  const tab = await context.newPage();
  await tab.addInitScript(installProbes);
  await tab.goto(`${url}#/label/${jobId}`);
  await tab.waitForFunction(() => probes.cells().length > 10);
  await tab.keyboard.press("Enter");
  await tab.locator(".stage img").first().waitFor();
  const heap = await HeapSampler.open(tab);
  const session = await context.newCDPSession(tab);
  await session.send("Performance.enable");
  const counters = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  const points = [];
  for (let done = 0; done < PRESSES; done += PART) {
    await pressMany(tab, PART);
    const bytes = await heap.read(true);
    const { Nodes, JSEventListeners } = await counters();
    const urls = await tab.evaluate(() => probes.urls);
    points.push({ heap: bytes / MB, nodes: Nodes, urls });
    note(
      `${String(done + PART)} presses: heap ${(bytes / MB).toFixed(1)} MB, ${String(urls)} object URLs, ${String(Nodes)} nodes, ${String(JSEventListeners)} listeners`,
    );
  }
  const [first, last] = [points[0], points.at(-1)];
  const growth = last.heap / first.heap - 1;
  const { length } = points;
  line(
    "heap after 10,000 labeled pictures",
    `${last.heap.toFixed(1)} MB, after 1,000 ${first.heap.toFixed(1)} MB; ${String(last.urls)} object URLs`,
    `< ${String(MAX_GROWTH * 100)} % more, object URLs steady`,
    growth < MAX_GROWTH &&
      last.urls <= points[Math.floor(length / 2)].urls + 10,
  );
});
