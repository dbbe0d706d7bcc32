/**
 * Many texts in the app: the import of a million lines against the raw limit, and a list and a training of
 * 100,000. The words are those of the development sets, in an order of their own for each text.
 * PARTS=import,training for one of the two; LINES and ROWS for other sizes; PREFERENCE for another training.
 */
import { once } from "node:events";
import { createWriteStream, existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../scripts/ensure.mjs";
import { withApp, withFolder } from "./chromium.mjs";
import { HeapSampler } from "./heap.mjs";
import { dataFolder } from "./learning.mjs";
import { installProbes } from "./page-probes.mjs";
import { rawTexts } from "./raw-texts.mjs";
import { line, note } from "./report.mjs";
import { readTextSet } from "./text-sets.mjs";

const LINES = Number(process.env.LINES ?? 1_000_000);
const ROWS = Number(process.env.ROWS ?? 100_000);
const COPIES = 1000;
const PREFERENCE = process.env.PREFERENCE ?? "balance";
const PARTS = (process.env.PARTS ?? "import,training").split(",");
/** A million texts take longer than anything else here. */
const MOST_MS = 3_600_000;
const MAX_HEAP_MB = 400;
const MIN_RATIO = 0.25;
const MAX_FRAME_MS = 100;
const MAX_FILTER_MS = 150;
const data = dataFolder(root);

const seconds = (began) => (performance.now() - began) / 1000;
const dialog = (page) => page.getByRole("dialog");
const many = (count) => count.toLocaleString("en");

/** The same numbers in each run. */
function numbers(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/**
 * `count` lines "text, tab, label": the first texts as they are, then with their words shuffled.
 * @param copies so many of the last read as the first ones. @returns bytes.
 */
async function writeLines(path, { texts, labels }, count, copies = 0) {
  const random = numbers(1);
  const words = texts.map((text) =>
    text.replace(/\s+/g, " ").trim().split(" "),
  );
  const file = createWriteStream(path);
  for (let i = 0; i < count; i += 1) {
    const own = [...words[i % words.length]];
    if (i >= words.length)
      for (let at = own.length - 1; at > 0; at -= 1) {
        const other = random(at + 1);
        [own[at], own[other]] = [own[other], own[at]];
      }
    // Short ones would come twice.
    const number = i >= words.length ? ` ${String(i)}` : "";
    const copied = i - (count - copies);
    const text =
      copied < 0
        ? own.join(" ") + number
        : `${words[copied].join("  ").toUpperCase()} !`;
    const label = labels[(copied < 0 ? i : copied) % labels.length];
    if (!file.write(`${text}\t${label}\n`)) await once(file, "drain");
  }
  file.end();
  await once(file, "finish");
  return file.bytesWritten;
}

/** Through the dialogs; ends on the report. @returns seconds {scan, commit}. */
async function importTexts(page, url, path) {
  await page.goto(`${url}#/datasets?create=1`);
  await dialog(page).getByRole("radio", { name: /^Text/ }).click();
  await dialog(page).locator("input[type=file]").first().setInputFiles(path);
  let began = performance.now();
  await dialog(page)
    .getByRole("button", { name: /^(Create|Submit)/ })
    .click();
  const start = dialog(page).getByRole("button", {
    name: /^Import [\d,]+ samples/,
  });
  await start.waitFor();
  const scan = seconds(began);
  began = performance.now();
  await start.click();
  await dialog(page)
    .getByText(/samples imported/)
    .waitFor();
  return { scan, commit: seconds(began) };
}

const longest = async (page) =>
  Math.max(0, ...(await page.evaluate(() => probes.stopFrames())));

async function measureImport(folder) {
  const set = readTextSet(data, "sms_spam");
  const path = join(folder, "lines.txt");
  const bytes = await writeLines(path, set, LINES);
  await withApp(async ({ page, url }) => {
    page.setDefaultTimeout(MOST_MS);
    await page.addInitScript(installProbes);
    await page.reload();
    const raw = await rawTexts(page, path);
    const heap = await HeapSampler.open(page);
    heap.start();
    await page.evaluate(() => probes.watchFrames());
    const { scan, commit } = await importTexts(page, url, path);
    const frame = await longest(page);
    const peak = heap.stop();
    const own = scan + commit;
    const ratio = raw.milliseconds / 1000 / own;
    note(
      `raw ${(raw.milliseconds / 1000).toFixed(1)} s for ${many(raw.count)} lines; dry run ${scan.toFixed(1)} s, import ${commit.toFixed(1)} s; longest frame ${frame.toFixed(0)} ms`,
    );
    line(
      `import of ${many(LINES)} lines of text (${(bytes / 1e6).toFixed(0)} MB), dry run and labels with it`,
      `${(ratio * 100).toFixed(0)} % of raw, ${(LINES / own / 1000).toFixed(1)} thousand lines/s; longest frame ${frame.toFixed(0)} ms`,
      `>= ${String(MIN_RATIO * 100)} % of read + hash + store`,
      ratio >= MIN_RATIO,
    );
    line(
      "its peak JS heap, page and workers",
      `${peak.toFixed(0)} MB`,
      `< ${String(MAX_HEAP_MB)} MB`,
      peak < MAX_HEAP_MB,
    );
  });
}

/** Of a job with all its texts: milliseconds from the word to the first rows. */
async function measureCopies(page, address) {
  await page.goto(address);
  await page.getByRole("tab", { name: /^All/ }).first().click();
  await page.getByRole("option").nth(3).waitFor();
  await page.getByText("Label duplicates too").first().waitFor();
  await page.evaluate(() => probes.calm());
  await page.getByRole("button", { name: "Add Filter Criterion" }).click();
  await dialog(page).getByText("Duplicates only").click();
  await page.evaluate(() => {
    window.addEventListener(
      "click",
      ({ timeStamp }) => {
        const rows = () => [...document.querySelectorAll("[role=option]")];
        const isThere = () =>
          rows().length > 0 &&
          rows().every((row) => row.textContent.includes("×"));
        window.filtered = probes.painted(isThere).then((at) => at - timeStamp);
      },
      { once: true, capture: true },
    );
  });
  await dialog(page).getByRole("button", { name: "OK", exact: true }).click();
  return page.evaluate(() => window.filtered);
}

async function measureTraining(folder) {
  const set = readTextSet(data, "agnews");
  const path = join(folder, "news.txt");
  await writeLines(path, set, ROWS, COPIES);
  await withApp(async ({ page, url }) => {
    page.setDefaultTimeout(MOST_MS);
    await page.addInitScript(installProbes);
    await page.reload();
    await importTexts(page, url, path);
    const job = await dialog(page)
      .getByRole("link", { name: "Look at the labels" })
      .getAttribute("href");
    const dataset = /datasets\/(\w+)/.exec(page.url())[1];
    const filtered = await measureCopies(page, new URL(job, url).href);
    line(
      `filter ${many(ROWS)} texts by duplicates`,
      `${filtered.toFixed(0)} ms`,
      `<= ${String(MAX_FILTER_MS)} ms`,
      filtered <= MAX_FILTER_MS,
    );
    await page.goto(`${url}#/exeml?create=${dataset}&type=text_classification`);
    await dialog(page).getByText("Training options").click();
    await dialog(page).getByText(PREFERENCE).first().click();
    // The guide refuses text files of more than 8 MB.
    await dialog(page)
      .getByText(/^Relaxed/)
      .click();
    await dialog(page).getByRole("button", { name: "Create Project" }).click();
    await page.waitForURL(/#\/exeml\/[^?]+$/);
    const heap = await HeapSampler.open(page);
    heap.start();
    const begin = page.getByRole("button", { name: "Next", exact: true });
    await begin.waitFor();
    await page.evaluate(() => probes.watchFrames());
    const began = performance.now();
    await begin.click();
    await page.getByText("Awaiting input").first().waitFor();
    const whole = seconds(began);
    const frame = await longest(page);
    const peak = heap.stop();
    const trained = await page.evaluate(async () => {
      const opening = indexedDB.open("gleaner");
      await new Promise((resolve) => (opening.onsuccess = resolve));
      const asking = opening.result
        .transaction("trainings")
        .objectStore("trainings")
        .getAll();
      await new Promise((resolve) => (asking.onsuccess = resolve));
      const [{ startedAt, endedAt, evaluation, events }] = asking.result;
      return {
        ms: endedAt - startedAt,
        accuracy: evaluation.accuracy,
        events: events.map(({ text }) => text),
      };
    });
    note(`${trained.events.join("; ")}; accuracy ${String(trained.accuracy)}`);
    line(
      `training on ${many(ROWS)} texts (agnews, words shuffled), ${PREFERENCE}`,
      `${(trained.ms / 1000).toFixed(0)} s; publishing and checks with it ${whole.toFixed(0)} s; peak JS heap ${peak.toFixed(0)} MB`,
      "ends",
      true,
    );
    line(
      "longest frame of its page meanwhile",
      `${frame.toFixed(0)} ms`,
      `<= ${String(MAX_FRAME_MS)} ms`,
      frame <= MAX_FRAME_MS,
    );
  });
}

if (!existsSync(data)) note(`skipped: no texts in ${data}`);
else
  await withFolder(async (folder) => {
    if (PARTS.includes("import")) await measureImport(folder);
    if (PARTS.includes("training")) await measureTraining(folder);
  });
