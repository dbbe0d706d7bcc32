/** Masks from files, regions painted, cut and merged, an outline found by itself, and all of them out again. */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { asMask } from "#core/region-mask.ts";
import { areaOf } from "#core/shape-geometry.ts";
import imageSegmentation from "#labeling/types/image_segmentation/type.ts";
import { importedFrom } from "../support/data-folder.ts";
import { sourceFile } from "../support/exported-files.ts";
import { png } from "../support/photo-folder.ts";
import { button, surface } from "./controls.ts";
import { exportedZip } from "./export-steps.ts";
import { Journey } from "./journey.ts";
import { cells } from "./steps.ts";
import { labeledIn } from "./stored.ts";

const journey = new Journey();
const { origin } = journey;
const SIDE = 96;
const isDisc = (x: number, y: number): boolean =>
  Math.hypot(x - 48, y - 48) < 24;
/** A disc on a rough ground. */
const photo = (tint: number): Buffer =>
  png(SIDE, (x, y) => {
    const rough = (x * 31 + y * 17 + x * y) % 24;
    return isDisc(x, y)
      ? [200, 60 + rough, tint]
      : [40 + rough, 120 + rough, 90];
  });
const mask = png(SIDE, (x, y) => (isDisc(x, y) ? [128, 0, 0] : [0, 0, 0]));
const folder = journey.folder({
  "image/a.png": photo(10),
  "image/b.png": photo(60),
  "image/c.png": photo(110),
  "label/a.png": mask,
  "labelmap.txt": Buffer.from("background:0,0,0::\ndisc:128,0,0::\n"),
});

const count = (page: Page) =>
  page
    .getByRole("application")
    .evaluate((area) =>
      Number(/(\d+) objects?/.exec(area.getAttribute("aria-label") ?? "")?.[1]),
    );

const tool = (page: Page, name: string): Promise<void> =>
  page.getByRole("toolbar").getByRole("button", { name, exact: true }).click();

/** Of the picture that is open. */
const nameOf = async (page: Page): Promise<string> => {
  const label = await surface(page).getAttribute("aria-label");
  return label?.split(",")[0] ?? "";
};

/** Places are shares of the picture, which is square and fitted with a margin of 16 pixels. */
async function placesOf(page: Page) {
  const area = await page.getByRole("application").boundingBox();
  if (!area) throw new Error("There is no surface");
  const side = Math.min(area.width, area.height) - 32;
  return (x: number, y: number) => ({
    x: area.x + area.width / 2 + (x - 0.5) * side,
    y: area.y + area.height / 2 + (y - 0.5) * side,
  });
}

type Place = readonly [x: number, y: number];

async function drag(page: Page, way: readonly Place[]): Promise<void> {
  const at = await placesOf(page);
  for (const [i, place] of way.entries()) {
    const { x, y } = at(place[0], place[1]);
    await page.mouse.move(x, y, { steps: i === 0 ? 1 : 6 });
    if (i === 0) await page.mouse.down();
  }
  await page.mouse.up();
}

async function exported(page: Page, format: string) {
  const files = await exportedZip(page, origin, "cells", format);
  return Object.entries(files).map(([path, bytes]) =>
    sourceFile(path, new Blob([Uint8Array.from(bytes)])),
  );
}

/** Pixels of each region by picture. */
async function areasIn(page: Page, name: string, id: string) {
  const importer = imageSegmentation.importers.find((one) => one.id === id);
  if (!importer) throw new Error("There is no importer");
  const files = await exported(page, name);
  const { samples } = await importedFrom(imageSegmentation, importer, files);
  const size = { width: SIDE, height: SIDE };
  return new Map(
    samples.map(({ found, annotation }) => [
      found.path.split("/").at(-1),
      annotation.objects.map(({ shape }) => {
        const pixels = asMask(shape, size);
        return pixels ? areaOf(pixels) : 0;
      }),
    ]),
  );
}

it("takes masks in, keeps what is painted, cut, merged and found, and gives it out again", async () => {
  const { page, errors } = await journey.open("#/datasets");
  await page.getByRole("button", { name: "Create Dataset" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^Name/).fill("cells");
  await dialog.locator("input[webkitdirectory]").setInputFiles(folder);
  await dialog.getByRole("button", { name: "Submit" }).click();
  await dialog
    .getByText("PNG masks · Image segmentation (suggested)")
    .waitFor();
  await dialog.getByRole("button", { name: "Import 3 samples" }).click();
  await page.getByRole("link", { name: "Label them now" }).click();
  await page.waitForURL(/#\/label\//);
  const job = page.url();
  await cells(page).first().waitFor();
  expect(await cells(page).count()).toBe(2);

  // One picture: painted, erased in the middle, a hole cut, a second region merged into it.
  await cells(page).first().dblclick();
  await surface(page).waitFor();
  const paintedIn = await nameOf(page);
  await tool(page, "Brush");
  await drag(page, [
    [0.2, 0.3],
    [0.8, 0.3],
  ]);
  await expect.poll(() => count(page)).toBe(1);
  await tool(page, "Eraser");
  await drag(page, [
    [0.5, 0.2],
    [0.5, 0.4],
  ]);
  await page.keyboard.press("n");
  await tool(page, "Free-hand");
  await drag(page, [
    [0.3, 0.5],
    [0.7, 0.5],
    [0.7, 0.9],
    [0.3, 0.9],
    [0.3, 0.55],
  ]);
  await expect.poll(() => count(page)).toBe(2);
  await tool(page, "Cut out");
  await drag(page, [
    [0.45, 0.65],
    [0.55, 0.65],
    [0.55, 0.75],
    [0.45, 0.75],
    [0.45, 0.67],
  ]);
  await page.keyboard.press("Control+a");
  await button(page, "Merge").click();
  await expect.poll(() => count(page)).toBe(1);

  // The other: its outline is found from four places.
  await page.keyboard.press("d");
  await surface(page).waitFor();
  await expect.poll(() => count(page)).toBe(0);
  const foundIn = await nameOf(page);
  await tool(page, "Extreme points");
  const at = await placesOf(page);
  for (const place of [
    [0.5, 0.25],
    [0.25, 0.5],
    [0.5, 0.75],
    [0.75, 0.5],
  ] as const) {
    const { x, y } = at(place[0], place[1]);
    await page.mouse.click(x, y);
  }
  await expect.poll(() => count(page), { timeout: 20_000 }).toBe(1);
  await expect.poll(() => labeledIn(page)).toBe(3);
  expect(errors).toEqual([]);
  await journey.kill();

  const { page: last } = await journey.open(job);
  await cells(last).first().waitFor({ state: "detached" });
  const masks = await areasIn(last, "PNG masks", "PNG_MASKS");
  const coco = await areasIn(last, "COCO", "COCO");
  const disc = Array.from({ length: SIDE ** 2 }, (_, i) =>
    isDisc(i % SIDE, Math.floor(i / SIDE)),
  ).filter(Boolean).length;
  expect(masks.get("a.png")).toEqual([disc]);
  expect([paintedIn, foundIn].toSorted()).toEqual(["b.png", "c.png"]);
  expect(masks.get(paintedIn)).toHaveLength(1);
  // Four tenths of the side squared, without the hole, and the two ends of the brush's way.
  const [painted = 0] = masks.get(paintedIn) ?? [];
  expect(painted).toBeGreaterThan(0.15 * SIDE ** 2);
  expect(painted).toBeLessThan(0.3 * SIDE ** 2);
  const [found = 0] = masks.get(foundIn) ?? [];
  expect(found / disc).toBeGreaterThan(0.9);
  expect(found / disc).toBeLessThan(1.1);
  expect(coco).toEqual(masks);
});
