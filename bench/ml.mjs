/**
 * How well, and how fast, picture classifiers learn: the product's trainer and predictor in a worker
 * of real Chromium, on WebAssembly, over the development sets. Per seed one picture in five is held
 * back (flowers5), or all are measured out of fold where there are too few (trashnet).
 *
 * `npm run bench -- ml`; SEEDS=n for another number of seeds, SEED=n for that one alone;
 * PARTS=accuracy,speed,detection, SETS=flowers5,trashnet,raccoon,facemask_coco and PREFERENCES=... for a part.
 * PARTS=detection: detectors, see detection.mjs.
 * PARTS=sound: sound classifiers, see sound.mjs; SOUND_SETS=80/20,esc10,... for some of their splits.
 * PARTS=text: text classifiers, see text.mjs; TEXT_SETS=waimai_10k,... for some of their sets.
 * PARTS=peers: native libraries on splits of their own; beside each row of ours stand those on the same rows.
 * PARTS=table: models of tables, see table.mjs; TABLE_SETS=speed,bank,... for some of their sets.
 */
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { createServer } from "vite";
import { root } from "../scripts/ensure.mjs";
import { args } from "./chromium.mjs";
import { measureDetectors } from "./detection.mjs";
import { executablePath } from "./executable.mjs";
import {
  dataFolder,
  mean,
  printNativePeers,
  shown as figureOf,
  spread,
} from "./learning.mjs";
import { line, median, note } from "./report.mjs";
import { measureSounds } from "./sound.mjs";
import { soundDecoder } from "./sound-decoder.mjs";
import { measureTables } from "./table.mjs";
import { measureTexts } from "./text.mjs";

const SEEDS = Number(process.env.SEEDS ?? 10);
const asked = (name, all) => (process.env[name] ?? all).split(",");
const PARTS = asked("PARTS", "text,sound,table,peers,speed,accuracy,detection");
const SETS = asked("SETS", "flowers5,trashnet,raccoon,facemask_coco");
const DRAWN = ["raccoon", "facemask_coco"];
const DETECTION_SEEDS = process.env.SEED
  ? [Number(process.env.SEED)]
  : Array.from({ length: Number(process.env.SEEDS ?? 3) }, (_, i) => i + 1);
const PREFERENCES = asked(
  "PREFERENCES",
  "performance_first,balance,accuracy_first",
);
/** What the reference linear probe looks at, and what its authors measured on other pictures of the sets. */
const PROBES = [
  { sides: [48, 96], mirror: true, colours: false },
  { sides: [48, 64, 96], mirror: true, colours: false },
  { sides: [48, 96], mirror: true, colours: true },
  { sides: [64, 128], mirror: true, colours: true },
];
const PUBLISHED = { flowers5: 0.722, trashnet: 0.743 };
const RUNS = Number(process.env.RUNS ?? 3);
/** Blocks of pictures, a few seconds each, embedded in turn with the bare backbone. */
const BLOCKS = 8;
const data = dataFolder(root);

const shown = (values) => figureOf(values, 3);

let processor = async () => 0;
const each = (values) => values.map((value) => value.toFixed(3)).join(" ");

if (!existsSync(data)) {
  console.log(`| learning | skipped: no pictures in ${data} | | |`);
  process.exit(0);
}

process.env.VITEST = "bench"; // The plugin that serves the pictures asks for it.
const server = await createServer({
  root,
  logLevel: "error",
  server: { port: 0, host: "localhost", hmr: false, watch: null },
  // What the workers import is found before they start: finding it later reloads them.
  optimizeDeps: { entries: ["bench/*.worker.ts"] },
});
const learning = {
  root,
  load: (path) => server.ssrLoadModule(path),
  seeds: Number(process.env.SEEDS ?? 5),
  preferences: PREFERENCES,
};
if (PARTS.includes("text"))
  await measureTexts({ ...learning, sets: process.env.TEXT_SETS?.split(",") });
if (PARTS.includes("table"))
  await measureTables({
    ...learning,
    sets: process.env.TABLE_SETS?.split(","),
  });
if (PARTS.includes("sound")) {
  const { decode, close } = await soundDecoder();
  await measureSounds({ ...learning, decode });
  await close();
}
if (PARTS.includes("peers")) printNativePeers(root);
if (PARTS.every((part) => ["text", "sound", "table", "peers"].includes(part))) {
  await server.close();
  process.exit(0);
}
await server.listen();
const browser = await chromium.launch({ executablePath, args });
try {
  const page = await browser.newPage();
  await page.goto(`${server.resolvedUrls.local[0]}bench/ml.html`);
  await page.evaluate(() => {
    const begin = (name) => new Worker(`/bench/${name}`, { type: "module" });
    window.workers = {
      learning: begin("ml.worker.ts"),
      detection: begin("detection.worker.ts"),
    };
  });
  const session = await browser.newBrowserCDPSession();
  /** Processor seconds of all pages so far: on a busy machine they tell more than the clock. */
  processor = async () => {
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    return processInfo
      .filter(({ type }) => type === "renderer")
      .reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  };
  const callOf = (worker) => (name, input) =>
    page.evaluate(
      ([asked, request]) =>
        new Promise((resolve, reject) => {
          const own = window.workers[asked];
          own.onmessage = ({ data: { result, error } }) =>
            error === undefined ? resolve(result) : reject(new Error(error));
          own.onerror = (event) => reject(new Error(event.message));
          own.postMessage(request);
        }),
      [worker, { name, input }],
    );
  const call = callOf("learning");
  if (PARTS.includes("speed")) await speed(call);
  if (PARTS.includes("accuracy"))
    for (const set of SETS.filter((name) => !DRAWN.includes(name)))
      await accuracy(call, set);
  if (PARTS.includes("detection"))
    for (const set of SETS.filter((name) => DRAWN.includes(name)))
      await measureDetectors(callOf("detection"), set, {
        preferences: PREFERENCES,
        seeds: DETECTION_SEEDS,
      });
} finally {
  await browser.close();
  await server.close();
}

async function speed(call) {
  const wanted = { set: "flowers5", preference: "balance", backend: "wasm" };
  const times = { cold: [], warm: [] };
  const seconds = { cold: [], warm: [] };
  const shares = [];
  for (let run = 0; run < RUNS; run += 1) {
    for (const kind of ["cold", "warm"]) {
      const before = await processor();
      const { milliseconds } = await call("train", {
        ...wanted,
        seed: 1,
        cold: kind === "cold",
      });
      times[kind].push(milliseconds / 1000);
      seconds[kind].push((await processor()) - before);
    }
    const { bare, own } = await call("embed", {
      ...wanted,
      blocks: BLOCKS + 1,
      size: 48,
    });
    shares.push(...bare.map((time, i) => time / own[i]));
  }
  const [cold, warm] = [median(times.cold), median(times.warm)];
  note(
    `processor time of these trainings: ${median(seconds.cold).toFixed(0)} s and ${median(seconds.warm).toFixed(1)} s`,
  );
  line(
    "flowers5, balance, WASM: first training",
    `${cold.toFixed(0)} s (median of ${RUNS})`,
    "<= 90 s",
    cold <= 90,
  );
  line(
    "the same with cached features",
    `${warm.toFixed(1)} s`,
    "<= 10 s",
    warm <= 10,
  );
  const share = median(shares);
  line(
    "embedding, of the bare backbone's speed",
    `${(share * 100).toFixed(0)} % (median of ${shares.length})`,
    ">= 80 %",
    share >= 0.8,
  );
  const ratios = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { bare, own } = await call("predict", { ...wanted, count: 20 });
    ratios.push(median(own) / median(bare));
  }
  const ratio = median(ratios);
  line(
    "warm prediction of a photo, of the bare backbone's time",
    `${ratio.toFixed(2)} x`,
    "<= 1.5 x",
    ratio <= 1.5,
  );
}

async function accuracy(call, set) {
  const seeds = Array.from({ length: SEEDS }, (_, i) => i + 1);
  const probes = [];
  for (const recipe of PROBES) {
    const found = [];
    for (const seed of seeds)
      found.push(await call("probe", { set, seed, recipe }));
    note(
      `probe ${recipe.sides.join("+")}${recipe.colours ? " + colours" : ""}: ${each(found)}`,
    );
    probes.push(found);
  }
  const best = probes.reduce((a, b) => (mean(b) > mean(a) ? b : a));
  const name = PROBES[probes.indexOf(best)];
  line(
    `${set}: reference linear probe, best of ${PROBES.length}`,
    `${shown(best)} (${name.sides.join("+")}${name.colours ? " + colours" : ""})`,
    `published ${PUBLISHED[set]}`,
    true,
  );
  let before = { name: "reference", values: best };
  for (const preference of PREFERENCES) {
    const found = [];
    const times = [];
    let words = "";
    for (const seed of seeds) {
      const result = await call("train", {
        set,
        seed,
        preference,
        backend: "wasm",
        cold: false,
      });
      found.push(result.accuracy);
      times.push(result.milliseconds / 1000);
      note(`seed ${seed}, ${preference}: ${result.accuracy.toFixed(3)}`);
      words = result.measuredOn.replace("_", " ");
    }
    const isFirst = preference === "performance_first";
    const goal = isFirst
      ? "-"
      : `> ${mean(before.values).toFixed(3)} (${before.name})`;
    line(
      `${set}: ${preference}, ${SEEDS} seeds, ${words}`,
      `${shown(found)} in ${median(times).toFixed(0)} s`,
      goal,
      isFirst || mean(found) > mean(before.values),
    );
    // The same pictures are held back, so the differences tell more than the two spreads.
    const ahead = found.map((value, i) => value - before.values[i]);
    const error = spread(ahead) / Math.sqrt(SEEDS);
    note(
      `${preference} is ahead of ${before.name} by ${mean(ahead).toFixed(4)} +- ${error.toFixed(4)} (standard error over ${SEEDS} seeds)`,
    );
    if (!isFirst) before = { name: preference, values: found };
  }
}
