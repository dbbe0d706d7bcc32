/** Every tool by mouse, finger, pen and keys: what is stored is the same. */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { photo, png } from "../support/photo-folder.ts";
import { TABLET } from "./chromium.ts";
import { surface } from "./controls.ts";
import {
  fingerHand,
  keysHand,
  mouseHand,
  penHand,
  type Place,
} from "./hands.ts";
import { Journey } from "./journey.ts";
import { cells } from "./steps.ts";
import { choose, SIDE, storedShapes } from "./tool-steps.ts";
import { REGIONS, SHAPES } from "./tool-table.ts";
import type { Tool, Way } from "./tool-ways.ts";

const journey = new Journey({ isNewEachTest: true });
const disc = png(SIDE, (x, y) => {
  const rough = (x * 31 + y * 17 + x * y) % 24;
  return Math.hypot(x - 48, y - 48) < 24
    ? [200, 60 + rough, 20]
    : [40 + rough, 120 + rough, 90];
});
/** The other picture is labeled, so that there is a job and a label to begin with. */
const boxed = journey.folder({
  "disc.png": disc,
  "other.png": photo("disc", 1),
  "other.xml":
    Buffer.from(`<annotation><filename>other.png</filename><size><width>96</width><height>96</height><depth>3</depth></size>
  <object><name>disc</name><bndbox><xmin>5</xmin><ymin>10</ymin><xmax>35</xmax><ymax>50</ymax></bndbox></object></annotation>`),
});
const masked = journey.folder({
  "image/disc.png": disc,
  "image/other.png": photo("disc", 1),
  "label/other.png": png(SIDE, (x, y) =>
    Math.hypot(x - 48, y - 48) < 24 ? [128, 0, 0] : [0, 0, 0],
  ),
  "labelmap.txt": Buffer.from("background:0,0,0::\ndisc:128,0,0::\n"),
});

async function openPicture(folder: string): Promise<Page> {
  const { page } = await journey.open("#/datasets", TABLET);
  await page.getByRole("button", { name: "Create Dataset" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^Name/).fill("discs");
  await dialog.locator("input[webkitdirectory]").setInputFiles(folder);
  await dialog.getByRole("button", { name: "Submit" }).click();
  await dialog
    .getByText(/\(suggested\)/)
    .first()
    .waitFor();
  await dialog.getByRole("button", { name: "Import 2 samples" }).click();
  await page.getByRole("link", { name: "Label them now" }).click();
  await page.waitForURL(/#\/label\//);
  await cells(page).first().dblclick();
  await surface(page).waitFor();
  await page.locator('[role="application"]:not([aria-busy])').waitFor();
  return page;
}

async function walk(page: Page, tools: readonly Tool[]): Promise<void> {
  const area = await surface(page).boundingBox();
  if (!area) throw new Error("There is no surface");
  const side = Math.min(area.width, area.height) - 32;
  const at = (way: Way): readonly Place[] =>
    way.map(([x, y]) => [
      Math.round(area.x + area.width / 2 + (x - 0.5) * side),
      Math.round(area.y + area.height / 2 + (y - 0.5) * side),
    ]);
  const session = await page.context().newCDPSession(page);
  const hands = {
    mouse: () => mouseHand(page),
    finger: () => fingerHand(session),
    pen: () => penHand(session),
    keys: () => keysHand(page, surface(page)),
  };
  for (const [means, make] of Object.entries(hands)) {
    const hand = await make();
    for (const tool of tools) {
      await tool.before?.(page, at);
      await choose(hand, page, tool.name, tool.key);
      await tool.does(hand, at, page);
      await expect
        .poll(
          async () => {
            try {
              tool.check(await storedShapes(page));
              return "as it should be";
            } catch (error) {
              return String(error);
            }
          },
          {
            message: `${tool.deed ?? tool.name} by ${means}`,
            timeout: 10_000,
          },
        )
        .toBe("as it should be");
      await page.keyboard.press("Shift+Delete");
      await expect.poll(() => storedShapes(page)).toEqual([]);
    }
  }
}

it("draws every shape of object detection by mouse, finger, pen and keys", async () => {
  await walk(await openPicture(boxed), SHAPES);
});

it("draws and changes regions with every tool by mouse, finger, pen and keys", async () => {
  await walk(await openPicture(masked), REGIONS);
});

it("takes drawn boxes back and gives them again after the page is loaded anew", async () => {
  const page = await openPicture(boxed);
  const hand = mouseHand(page);
  const area = await surface(page).boundingBox();
  if (!area) throw new Error("There is no surface");
  const [x, y] = [area.x + area.width / 2, area.y + area.height / 2];
  const has = (shapes: number) =>
    expect
      .poll(async () => (await storedShapes(page)).length, { timeout: 10_000 })
      .toBe(shapes);
  await choose(hand, page, "Rectangle", "1");
  for (const [i, aside] of [-80, 20].entries()) {
    await hand.drag([
      [x + aside, y - 40],
      [x + aside + 50, y + 40],
    ]);
    await has(i + 1);
  }
  const drawn = await storedShapes(page);
  await page.reload();
  await page.getByRole("tab", { name: /^All/ }).click();
  await expect.poll(() => cells(page).count()).toBe(2);
  await page.keyboard.press("Control+z");
  await has(1);
  expect(await storedShapes(page)).toEqual(drawn.slice(0, 1));
  await page.keyboard.press("Control+z");
  await has(0);
  await page.keyboard.press("Control+Shift+z");
  await has(1);
  await page.keyboard.press("Control+Shift+z");
  await has(2);
  expect(await storedShapes(page)).toEqual(drawn);
});

it("looks closer and from afar, and fills the screen", async () => {
  const page = await openPicture(boxed);
  const press = (name: string) =>
    page.getByRole("button", { name, exact: true }).click();
  const SPAN = 40;
  /** CSS pixels per picture pixel: told by a box of known size on the screen. */
  async function scale(): Promise<number> {
    const area = await surface(page).boundingBox();
    if (!area) throw new Error("There is no surface");
    const [x, y] = [area.x + area.width / 2, area.y + area.height / 2];
    await page.keyboard.press("1");
    await mouseHand(page).drag([
      [x - SPAN / 2, y - SPAN / 2],
      [x + SPAN / 2, y + SPAN / 2],
    ]);
    await expect.poll(async () => (await storedShapes(page)).length).toBe(1);
    const [shape] = await storedShapes(page);
    await page.keyboard.press("Shift+Delete");
    await expect.poll(() => storedShapes(page)).toEqual([]);
    if (shape?.kind !== "bndbox") throw new Error("No box was drawn");
    return SPAN / (shape.xMax - shape.xMin);
  }
  const whole = await scale();
  await page.keyboard.press("+");
  const closer = await scale();
  expect(closer).toBeGreaterThan(whole * 1.1);
  await press("Zoom out");
  expect(await scale()).toBeCloseTo(whole, 1);
  await page.keyboard.press("f");
  expect(await scale()).toBeGreaterThanOrEqual(whole * 1.9);
  await press("Fit or actual size");
  expect(await scale()).toBeCloseTo(whole, 1);
  await page.keyboard.press("z");
  const ratio = await page.evaluate(() => devicePixelRatio);
  expect(await scale()).toBeCloseTo(1 / ratio, 1);
  await page.keyboard.press("f");

  const isFull = () => page.evaluate(() => document.fullscreenElement !== null);
  await press("Full screen");
  await expect.poll(isFull).toBe(true);
  await page.keyboard.press("Shift+F");
  await expect.poll(isFull).toBe(false);
});
