/** Import through the dialog against the raw limit: the same files unzipped, hashed and stored. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withApp, withFolder } from "./chromium.mjs";
import { HeapSampler } from "./heap.mjs";
import { photos, photoZip } from "./photos.mjs";
import { rawImport } from "./raw-import.mjs";
import { line, median, note } from "./report.mjs";
import { createDataset, importFiles } from "./steps.mjs";

const COUNT = 2000;
const RUNS = 3;
const MIN_RATIO = 0.5;

/** Two zips and loose files, as people bring them. @returns paths. */
function write(folder, files) {
  mkdirSync(folder);
  const [first, second] = [COUNT / 2, (COUNT * 3) / 4];
  const put = (name, bytes) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  return [
    put("first.zip", photoZip(files.slice(0, first))),
    put("second.zip", photoZip(files.slice(first, second))),
    ...files
      .slice(second)
      .map(({ path, bytes }) => put(path.split("/").at(-1), bytes)),
  ];
}

async function measure(what, sets) {
  await withFolder((folder) =>
    withApp(async ({ page, url }) => {
      const heap = await HeapSampler.open(page);
      const runs = [];
      for (let run = 0; run < RUNS; run += 1) {
        const paths = write(
          join(folder, String(run)),
          photos(COUNT, `run ${String(run)}`, sets),
        );
        await createDataset(page, url, `photos-${String(run)}`);
        const raw = await rawImport(page, paths);
        heap.start();
        const own = await importFiles(page, paths);
        const peak = heap.stop();
        if (own.imported !== COUNT)
          throw new Error(`Imported ${String(own.imported)}`);
        runs.push({
          ratio: raw.milliseconds / own.total,
          raw: raw.milliseconds,
          own,
          peak,
        });
        note(
          `raw ${raw.milliseconds.toFixed(0)} ms, product ${own.total.toFixed(0)} ms (scan ${own.scan.toFixed(0)}, commit ${own.commit.toFixed(0)}), peak heap ${peak.toFixed(0)} MB`,
        );
      }
      const ratio = median(runs.map((run) => run.ratio));
      const rate = COUNT / (median(runs.map(({ own }) => own.total)) / 1000);
      const peaks = runs.map(({ peak }) => peak.toFixed(0)).join(", ");
      line(
        what,
        `${(ratio * 100).toFixed(0)} % of raw, ${rate.toFixed(0)} photos/s; peak JS heap ${peaks} MB in ${String(RUNS)} runs`,
        `>= ${String(MIN_RATIO * 100)} % of unzip + hash + store`,
        ratio >= MIN_RATIO,
      );
    }),
  );
}

await measure(
  "import of 2,000 photos (5 sizes of 128 to 660 pixels, zips and files)",
);
await measure("import of 2,000 photos of 512 x 384 pixels", ["trashnet"]);
