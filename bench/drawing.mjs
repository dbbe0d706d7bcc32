/** The drawing surface at 1280 x 800: panning, zooming and selecting among 10,000 boxes, and in a polygon of 50,000 points. */
import { line, median } from "./report.mjs";
import { withSources } from "./source-page.mjs";

const RUNS = Number(process.env.RUNS ?? 3);
const FRAMES = 90;
const CLICKS = 15;
const LEAST_RATE = 45;
const LONGEST_CLICK_MS = 30;
/** 0 = the whole picture; else steps of the wheel towards it first. */
const NEARNESS = { "the whole picture": 0, "zoomed in": 6 };

/** Moves once a frame, as a hand does. @returns milliseconds of each frame. */
const moveFor = (page, kind, frames) =>
  page.evaluate(
    async ({ kind, frames }) => {
      const area = document.querySelector("[role=application]");
      area.setPointerCapture = () => {};
      const pointer = (type, x, y) =>
        area.dispatchEvent(
          new PointerEvent(type, {
            bubbles: true,
            pointerId: 9,
            pointerType: "mouse",
            button: 1,
            clientX: x,
            clientY: y,
          }),
        );
      const frame = () => new Promise(requestAnimationFrame);
      const times = [];
      if (kind === "pan") pointer("pointerdown", 640, 400);
      for (let i = 0; i <= frames; i += 1) {
        times.push(await frame());
        if (kind === "pan")
          pointer(
            "pointermove",
            640 + 200 * Math.sin(i / 12),
            400 + 120 * Math.sin(i / 9),
          );
        else
          area.dispatchEvent(
            new WheelEvent("wheel", {
              deltaY: i % 60 < 30 ? -40 : 40,
              clientX: 640,
              clientY: 400,
              cancelable: true,
            }),
          );
      }
      if (kind === "pan") pointer("pointerup", 640, 400);
      return times.slice(1).map((time, i) => time - times[i]);
    },
    { kind, frames },
  );

/** The whole picture in view: zooming out ends there. */
const showWhole = (page) =>
  page.evaluate(() => {
    for (let i = 0; i < 30; i += 1) window.bench.surface().zoomOut();
  });

const rate = (frames) =>
  (1000 * frames.length) / frames.reduce((a, b) => a + b, 0);

/** @returns milliseconds from the press to the selection, and to the frame that shows it. */
const click = (page, x, y) =>
  page.evaluate(
    async ({ x, y }) => {
      const area = document.querySelector("[role=application]");
      const began = performance.now();
      for (const type of ["pointerdown", "pointerup"])
        area.dispatchEvent(
          new PointerEvent(type, {
            bubbles: true,
            pointerId: 1,
            pointerType: "mouse",
            clientX: x,
            clientY: y,
          }),
        );
      const selected = window.bench.selectedAt - began;
      // The second frame begins when the first has been painted.
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      return { selected, painted: performance.now() - began };
    },
    { x, y },
  );

async function measure({ browser, url }, shapes, what) {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
  });
  await page.goto(`${url}bench/drawing.html?shapes=${shapes}`);
  await page.waitForFunction(() => window.bench?.painted > 0);
  await page.waitForTimeout(1000);
  await moveFor(page, "pan", 20);
  for (const [where, steps] of Object.entries(NEARNESS)) {
    await showWhole(page);
    await page.mouse.move(500, 300);
    for (let i = 0; i < steps; i += 1) await page.mouse.wheel(0, -200);
    for (const kind of ["pan", "zoom"]) {
      const rates = [];
      const frames = [];
      for (let run = 0; run < RUNS; run += 1) {
        const times = await moveFor(page, kind, FRAMES);
        rates.push(rate(times));
        frames.push(...times);
        await page.waitForTimeout(400);
      }
      line(
        `${kind} over ${what}, ${where}`,
        `${median(rates).toFixed(0)} frames/s, longest ${Math.max(...frames).toFixed(0)} ms`,
        `>= ${String(LEAST_RATE)} frames/s`,
        median(rates) >= LEAST_RATE,
      );
    }
  }
  await showWhole(page);
  await page.waitForTimeout(400);
  const clicks = [];
  for (let i = 0; i < CLICKS; i += 1) {
    clicks.push(await click(page, 400 + 31 * i, 300 + 17 * i));
    await page.waitForTimeout(500);
  }
  const painted = median(clicks.map((one) => one.painted));
  const found = median(clicks.map((one) => one.selected));
  line(
    `select by click in ${what}`,
    `found in ${found.toFixed(1)} ms, painted in ${painted.toFixed(0)} ms`,
    `<= ${String(LONGEST_CLICK_MS)} ms`,
    painted <= LONGEST_CLICK_MS,
  );
  await page.close();
}

await withSources(async (app) => {
  await measure(app, "none", "the picture alone");
  await measure(app, "boxes", "10,000 boxes");
  await measure(app, "polygon", "a polygon of 50,000 points");
});
