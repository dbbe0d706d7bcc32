/** Label files of objects, read in Chromium: speed against `JSON.parse` of the same text, and memory while they are long. */
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { withFolder } from "./chromium.mjs";
import { HeapSampler } from "./heap.mjs";
import { line, median, note } from "./report.mjs";
import { withSources } from "./source-page.mjs";

const BOXES = 100_000;
const RUNS = 15;
const MIN_RATIO = 0.3;
/** Megabytes of the files that are only read. */
const LONG_MB = Number(process.env.LONG_MB ?? 100);
const MAX_HEAP_MB = 100;

/** Runs in the page: a file of ten boxes a picture, as tools write them. @returns its bytes. */
function makeBoxes(count) {
  const images = Array.from({ length: count / 10 }, (_, i) => ({
    id: i + 1,
    file_name: `images/${String(i).padStart(6, "0")}.jpg`,
    width: 640,
    height: 480,
  }));
  const annotations = Array.from({ length: count }, (_, i) => ({
    id: i + 1,
    image_id: 1 + ((i * 7919) % images.length),
    category_id: 1 + (i % 3),
    bbox: [(i % 500) + 0.25, (i % 400) + 0.5, 30.75, 40.125],
    area: 1233.84,
    segmentation: [],
    iscrowd: 0,
  }));
  const categories = ["car", "bus", "tram"].map((name, i) => ({
    id: i + 1,
    name,
  }));
  window.text = JSON.stringify({ images, annotations, categories });
  window.file = new Blob([window.text]);
  return window.file.size;
}

/** Runs in the page. @returns milliseconds. */
function parseBoxes() {
  const began = performance.now();
  JSON.parse(window.text);
  return performance.now() - began;
}

/** Runs in the page. @returns milliseconds. */
async function readBoxes(count) {
  const { readCoco } = await import("/src/formats/coco.ts");
  const fail = ({ message }) => {
    throw new Error(message);
  };
  let objects = 0;
  const began = performance.now();
  for await (const picture of readCoco(window.file, () => undefined, fail))
    objects += picture.objects.length;
  const read = performance.now() - began;
  if (objects !== count) throw new Error(`${String(objects)} boxes`);
  return read;
}

const box = (n) =>
  `{"id":${n},"image_id":${n % 5000},"category_id":1,"bbox":[1.5,2.5,30.25,40.125],"area":1213.78,"iscrowd":0,"segmentation":[]}`;
const region = (n) =>
  `{"id":${n},"image_id":${n % 5000},"category_id":1,"bbox":[1,2,30,40],"area":1200,"iscrowd":0,"segmentation":[[${Array.from({ length: 60 }, (_, i) => 100.25 + ((n + i) % 91)).join(",")}]]}`;
const image = (n) =>
  `<image id="${n}" name="${n}.jpg" width="640" height="480"><box label="car" occluded="0" xtl="1.5" ytl="2.5" xbr="30.25" ybr="40.125" z_order="0"></box></image>`;
const images = Array.from(
  { length: 5000 },
  (_, id) => `{"id":${id},"file_name":"${id}.jpg"}`,
);
const coco = `{"categories":[{"id":1,"name":"car"}],"images":[${images.join(",")}],"annotations":[`;
const KINDS = {
  boxes: { head: coco, between: ",", end: "]}", element: box },
  polygons: { head: coco, between: ",", end: "]}", element: region },
  CVAT: {
    head: "<annotations><version>1.1</version>",
    between: "\n",
    end: "</annotations>",
    element: image,
  },
};

/** On the disk, as users have it: a browser holds no blob of 500 MB for a page that made it. @returns its objects. */
function writeLong(path, kind, bytes) {
  const { head, between, end, element } = KINDS[kind];
  const file = openSync(path, "w");
  writeSync(file, head);
  let [written, count] = [0, 0];
  while (written < bytes) {
    let piece = count === 0 ? element(count++) : "";
    while (piece.length < 2 ** 22) piece += between + element(count++);
    written += piece.length;
    writeSync(file, piece);
  }
  writeSync(file, end);
  closeSync(file);
  return count;
}

/** Runs in the page, over the chosen file. @returns how many objects, and milliseconds. */
async function readLong(kind) {
  const { readCoco } = await import("/src/formats/coco.ts");
  const { readCvat } = await import("/src/formats/cvat-xml.ts");
  const read = kind === "CVAT" ? readCvat : readCoco;
  const [file] = document.querySelector("input").files;
  window.isReading = true;
  const began = performance.now();
  let objects = 0;
  const fail = ({ message }) => {
    throw new Error(message);
  };
  let turn = began;
  for await (const picture of read(file, () => undefined, fail)) {
    objects += picture.objects.length;
    // An import waits for its database; here it is the look at the heap that gets its turn.
    if (performance.now() - turn > 100) {
      await new Promise((go) => setTimeout(go));
      turn = performance.now();
    }
  }
  const elapsed = performance.now() - began;
  window.isReading = false;
  return { objects, elapsed, bytes: file.size };
}

async function newPage({ browser, url }) {
  const page = await browser.newPage();
  await page.goto(`${url}bench/blank.html`);
  return page;
}

/** Each of the two clears up after itself: the garbage of one would else be in the time of the other. */
async function measureSpeed(app) {
  const page = await newPage(app);
  const session = await page.context().newCDPSession(page);
  const cleared = (run, argument) =>
    session
      .send("HeapProfiler.collectGarbage")
      .then(() => page.evaluate(run, argument));
  const bytes = await page.evaluate(makeBoxes, BOXES);
  const runs = [];
  for (let run = 0; run < RUNS; run += 1)
    runs.push({
      parse: await cleared(parseBoxes),
      read: await cleared(readBoxes, BOXES),
    });
  const ratio = median(runs.map(({ parse, read }) => parse / read));
  const [parse, read] = ["parse", "read"].map((one) =>
    median(runs.map((run) => run[one])).toFixed(0),
  );
  line(
    `read a COCO file of ${BOXES.toLocaleString("en")} boxes (${(bytes / 1e6).toFixed(0)} MB)`,
    `${(ratio * 100).toFixed(0)} % of JSON.parse (${read} ms, parse ${parse} ms)`,
    `>= ${String(MIN_RATIO * 100)} % of JSON.parse`,
    ratio >= MIN_RATIO,
  );
  await page.close();
}

/** @returns the highest heap while a file of this many bytes is read, in MB, and its MB a second. */
async function readFile(app, folder, kind, bytes, collect) {
  const page = await newPage(app);
  const path = join(folder, `${kind}.label`);
  const count = writeLong(path, kind, bytes);
  await page.setContent(`<input type="file" />`);
  await page.setInputFiles("input", path);
  const heap = await HeapSampler.open(page);
  const reading = page.evaluate(readLong, kind);
  await page.waitForFunction(() => window.isReading === true, null, {
    timeout: 600_000,
  });
  heap.start(collect);
  const { objects, elapsed } = await reading;
  const peak = heap.stop();
  rmSync(path);
  if (objects !== count) throw new Error(`${objects} of ${count} objects`);
  note(`${kind}: ${String(objects)} objects in ${elapsed.toFixed(0)} ms`);
  await page.close();
  return { peak, speed: bytes / 1e3 / elapsed };
}

const mb = (peak) =>
  Number.isNaN(peak) ? "not seen" : `${peak.toFixed(0)} MB`;

/** What is in use is told apart from garbage, which a browser collects when it likes. */
async function measureMemory(app, folder, kind, what) {
  const bytes = LONG_MB * 1e6;
  const short = await readFile(app, folder, kind, bytes / 5, true);
  const used = await readFile(app, folder, kind, bytes, true);
  const whole = await readFile(app, folder, kind, bytes, false);
  line(
    `peak JS heap in use while ${what} of ${String(LONG_MB)} MB is read`,
    `${mb(used.peak)}, of a fifth ${mb(short.peak)}; garbage with it ${mb(whole.peak)}; ${whole.speed.toFixed(0)} MB/s`,
    `< ${String(MAX_HEAP_MB)} MB`,
    used.peak < MAX_HEAP_MB,
  );
}

await withSources(async (app) => {
  await measureSpeed(app);
  await withFolder(async (folder) => {
    await measureMemory(app, folder, "boxes", "a COCO file of boxes");
    await measureMemory(app, folder, "polygons", "a COCO file of polygons");
    await measureMemory(app, folder, "CVAT", "a CVAT file");
  });
});
