/** A labeling job of several thousand recordings: import, opening, scrolling, and one key per clip. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import { withApp, withFolder } from "./chromium.mjs";
import { installProbes } from "./page-probes.mjs";
import { line, percentile } from "./report.mjs";

const CLIPS = Number(process.env.CLIPS ?? 3000);
const LABELS = ["high", "low"];
const RATE = 8000;
const FRAMES = 4000;
const PRESSES = 100;
const PACE_MS = 100;
const ms = (value) => `${value.toFixed(0)} ms`;

/** Half a second of a tone of its own, 16-bit WAV. */
function clip(number) {
  const bytes = Buffer.alloc(44 + 2 * FRAMES);
  bytes.write("RIFF", 0, "latin1");
  bytes.writeUInt32LE(36 + 2 * FRAMES, 4);
  bytes.write("WAVEfmt ", 8, "latin1");
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(RATE, 24);
  bytes.writeUInt32LE(2 * RATE, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write("data", 36, "latin1");
  bytes.writeUInt32LE(2 * FRAMES, 40);
  const hertz = 200 + (number % 1500);
  const loudness = 4000 + number;
  for (let i = 0; i < FRAMES; i += 1)
    bytes.writeInt16LE(
      Math.round(loudness * Math.sin((2 * Math.PI * hertz * i) / RATE)),
      44 + 2 * i,
    );
  return bytes;
}

/** Labeled by their folders, the last of them not yet. */
function writeZip(folder) {
  const files = Object.fromEntries(
    Array.from({ length: CLIPS }, (_, i) => {
      const label = i < CLIPS - 2 * PRESSES ? `${LABELS[i % 2]}/` : "";
      return [`${label}${String(i).padStart(5, "0")}.wav`, clip(i)];
    }),
  );
  const path = join(folder, "clips.zip");
  writeFileSync(path, zipSync(files, { level: 0 }));
  return path;
}

/** Through the dialogs. @returns seconds. */
async function importClips(page, url, path) {
  const dialog = page.getByRole("dialog");
  await page.goto(`${url}#/datasets?create=1`);
  await dialog.getByRole("radio", { name: /^(Audio|Sound)/ }).click();
  await dialog.locator("input[type=file]").first().setInputFiles(path);
  const began = performance.now();
  await dialog.getByRole("button", { name: /^(Create|Submit)/ }).click();
  const start = dialog.getByRole("button", {
    name: /^Import [\d,]+ samples/,
  });
  await start.click();
  await dialog.getByText(/samples imported/).waitFor();
  return (performance.now() - began) / 1000;
}

/** From the click to the first waveforms, milliseconds. */
const openJob = (page) =>
  page.evaluate(async () => {
    const began = performance.now();
    [...document.querySelectorAll("[role=dialog] a")]
      .find(({ href }) => /#\/label\//.test(href))
      .click();
    return (await probes.painted(() => probes.cells().length > 3)) - began;
  });

/** @returns the longest frame of two seconds of wheel from the middle. */
async function measureScroll(page) {
  const box = await page.getByRole("listbox").boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.evaluate(() => probes.watchFrames());
  await page.evaluate(async () => {
    let area = document.querySelector("[role=listbox]");
    while (area.scrollHeight <= area.clientHeight + 1)
      area = area.firstElementChild ?? area.parentElement;
    area.scrollTop = area.scrollHeight / 2;
    await probes.painted(() => probes.cells().length > 3);
  });
  for (let i = 0; i < 40; i += 1) {
    await page.mouse.wheel(0, 240);
    await page.waitForTimeout(50);
  }
  return Math.max(...(await page.evaluate(() => probes.stopFrames())));
}

/** @returns milliseconds from the key to the label in the database. */
async function press(page) {
  const before = await page.evaluate(() => [
    probes.presses.length,
    probes.durable.length,
  ]);
  await page.keyboard.press("1");
  return page.evaluate(async ([presses, durable]) => {
    while (probes.durable.length === durable)
      await new Promise((resolve) => setTimeout(resolve, 1));
    return probes.durable[durable] - probes.presses[presses];
  }, before);
}

await withFolder((folder) =>
  withApp(async ({ page, url }) => {
    page.setDefaultTimeout(600_000);
    await page.addInitScript(installProbes);
    await page.reload();
    const seconds = await importClips(page, url, writeZip(folder));
    line(
      `import of ${CLIPS.toLocaleString("en")} recordings of half a second, waveforms made`,
      `${seconds.toFixed(0)} s, ${(CLIPS / seconds).toFixed(0)} a second`,
      "-",
      true,
    );
    const opened = await openJob(page);
    line(
      `open a job with ${CLIPS.toLocaleString("en")} recordings, first waveforms`,
      ms(opened),
      "<= 1 s",
      opened <= 1000,
    );
    await page.getByRole("tab", { name: /^All/ }).first().click();
    await page.waitForFunction(() => probes.cells().length > 3);
    await page.evaluate(() => probes.calm());
    const longest = await measureScroll(page);
    line(
      "scroll to the middle of them and on, longest frame",
      ms(longest),
      "<= 100 ms",
      longest <= 100,
    );
    await page.getByRole("tab", { name: /^Unlabeled/ }).click();
    await page.waitForFunction(() => probes.cells().length > 3);
    await page.getByRole("option").first().click();
    await page.evaluate(() => probes.calm());
    const durable = [];
    for (let i = 0; i < PRESSES; i += 1) {
      durable.push(await press(page));
      await page.waitForTimeout(PACE_MS);
    }
    const p95 = percentile(durable, 0.95);
    line(
      "key press to durable label of a recording, 10 presses a second",
      `p50 ${ms(percentile(durable, 0.5))}, p95 ${ms(p95)}`,
      "p95 <= 30 ms",
      p95 <= 30,
    );
  }),
);
