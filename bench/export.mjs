/** Export of a gigabyte in 20,000 files, with labels, against the raw limit: the same files through a streaming zip. */
import { withApp } from "./chromium.mjs";
import { HeapSampler } from "./heap.mjs";
import { rawExport } from "./raw-export.mjs";
import { line, median, note } from "./report.mjs";
import { seedFiles } from "./seed-files.mjs";

const FILES = 20_000;
const RUNS = 3;
const MIN_RATIO = 0.5;
const MAX_HEAP_MB = 400;

/** @returns milliseconds from the press to the file that can be saved. */
async function exportAll(page) {
  await page
    .getByRole("button", { name: "Export", exact: true })
    .first()
    .click();
  const dialog = page.getByRole("dialog");
  const began = performance.now();
  await dialog.getByRole("button", { name: "Export", exact: true }).click();
  await dialog
    .getByRole("button", { name: "Save the file" })
    .waitFor({ timeout: 600_000 });
  const elapsed = performance.now() - began;
  await dialog.getByRole("button", { name: "Close" }).last().click();
  return elapsed;
}

await withApp(async ({ page, url }) => {
  const bytes = await seedFiles(page, url, FILES);
  note(`${(bytes / 1e9).toFixed(2)} GB in ${String(FILES)} files`);
  const heap = await HeapSampler.open(page);
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) {
    const raw = await rawExport(page);
    if (raw.files !== FILES)
      throw new Error(`The raw zip has ${String(raw.files)} files`);
    heap.start();
    const own = await exportAll(page);
    const peak = heap.stop();
    runs.push({ ratio: raw.milliseconds / own, own, peak });
    note(
      `raw ${raw.milliseconds.toFixed(0)} ms, product ${own.toFixed(0)} ms, peak heap ${peak.toFixed(0)} MB`,
    );
  }
  const ratio = median(runs.map((run) => run.ratio));
  const speed = bytes / 1e6 / (median(runs.map((run) => run.own)) / 1000);
  const peak = Math.max(...runs.map((run) => run.peak));
  line(
    `export of ${(bytes / 1e9).toFixed(1)} GB in ${FILES.toLocaleString("en")} files`,
    `${(ratio * 100).toFixed(0)} % of raw, ${speed.toFixed(0)} MB/s`,
    `>= ${String(MIN_RATIO * 100)} % of a raw streaming zip`,
    ratio >= MIN_RATIO,
  );
  line(
    "its peak JS heap",
    `${peak.toFixed(0)} MB`,
    `< ${String(MAX_HEAP_MB)} MB`,
    peak < MAX_HEAP_MB,
  );
});
