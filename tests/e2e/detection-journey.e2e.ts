/** Boxes from another tool, more drawn by mouse, finger and pen, and all of them out again. */
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { strFromU8 } from "fflate";
import type { CDPSession, Page } from "playwright-core";
import { expect, it } from "vitest";
import { photo } from "../support/photo-folder.ts";
import { TABLET } from "./chromium.ts";
import { surface } from "./controls.ts";
import { exportedZip } from "./export-steps.ts";
import { Journey } from "./journey.ts";
import { cells } from "./steps.ts";

const journey = new Journey();
const { origin } = journey;
const SIDE = 96;
const voc = (name: string, x: number): Buffer =>
  Buffer.from(`<annotation><filename>${name}.png</filename><size><width>${String(SIDE)}</width><height>${String(SIDE)}</height><depth>3</depth></size>
  <object><name>disc</name><bndbox><xmin>${String(x)}</xmin><ymin>10</ymin><xmax>${String(x + 30)}</xmax><ymax>50</ymax></bndbox></object></annotation>`);
const folder = journey.folder({
  "a.png": photo("disc", 1),
  "a.xml": voc("a", 5),
  "b.png": photo("disc", 2),
  "b.xml": voc("b", 20),
  "c.png": photo("disc", 3),
  "d.png": photo("stripes", 4),
});
const names = ["a.png", "a.xml", "b.png", "b.xml", "c.png", "d.png"];

interface CocoFile {
  readonly images: readonly {
    readonly id: number;
    readonly file_name: string;
  }[];
  readonly annotations: readonly {
    readonly image_id: number;
    readonly bbox: readonly number[];
  }[];
}

/** Where the picture, fitted and square, lies on the surface: its corners in the window. */
async function pictureBox(page: Page) {
  const area = await page.getByRole("application").boundingBox();
  if (!area) throw new Error("There is no surface");
  return { x: area.x, y: area.y, width: area.width, height: area.height };
}

const count = (page: Page) =>
  page
    .getByRole("application")
    .evaluate((area) =>
      Number(/(\d+) objects?/.exec(area.getAttribute("aria-label") ?? "")?.[1]),
    );

async function openPicture(page: Page, index: number): Promise<void> {
  await cells(page).nth(index).dblclick();
  await surface(page).waitFor();
}

type Place = readonly [number, number];

async function stroke(
  session: CDPSession,
  pointer: "touch" | "pen",
  [from, to]: readonly [Place, Place],
): Promise<void> {
  const middle: Place = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  if (pointer === "touch") {
    const send = (type: "touchStart" | "touchMove" | "touchEnd", at: Place[]) =>
      session.send("Input.dispatchTouchEvent", {
        type,
        touchPoints: at.map(([x, y]) => ({ x, y })),
      });
    await send("touchStart", [from]);
    await send("touchMove", [middle]);
    await send("touchMove", [to]);
    await send("touchEnd", []);
    return;
  }
  const send = (
    type: "mousePressed" | "mouseMoved" | "mouseReleased",
    [x, y]: Place,
  ) =>
    session.send("Input.dispatchMouseEvent", {
      type,
      x,
      y,
      button: "left",
      buttons: type === "mouseReleased" ? 0 : 1,
      clickCount: 1,
      pointerType: "pen",
    });
  await send("mousePressed", from);
  await send("mouseMoved", middle);
  await send("mouseMoved", to);
  await send("mouseReleased", to);
}

it("takes boxes in, keeps those drawn by mouse, finger and pen, and gives all out again", async () => {
  const { page } = await journey.open("#/datasets");
  await page.getByRole("button", { name: "Create Dataset" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^Name/).fill("discs");
  await dialog
    .locator('input[type="file"][multiple]')
    .first()
    .setInputFiles(names.map((name) => join(folder, name)));
  await dialog.getByRole("button", { name: "Submit" }).click();
  await dialog
    .getByText("ModelArts PASCAL VOC 1.0 · Object detection (suggested)")
    .waitFor();
  await dialog.getByRole("button", { name: "Import 4 samples" }).click();
  await page.getByRole("link", { name: "Label them now" }).click();
  await page.waitForURL(/#\/label\//);
  const job = page.url();
  await cells(page).first().waitFor();
  expect(await cells(page).count()).toBe(2);

  // By mouse; the plug is pulled right after.
  await openPicture(page, 0);
  const box = await pictureBox(page);
  const [cx, cy] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(cx - 60, cy - 50);
  await page.mouse.down();
  await page.mouse.move(cx, cy);
  await page.mouse.move(cx + 60, cy + 70);
  await page.mouse.up();
  await expect.poll(() => count(page)).toBe(1);
  await sleep(500);
  await journey.kill();

  // By finger and by pen, on a tablet.
  const { page: tablet, errors } = await journey.open(job, TABLET);
  await cells(tablet).first().waitFor();
  expect(await cells(tablet).count()).toBe(1);
  const session = await tablet.context().newCDPSession(tablet);
  await openPicture(tablet, 0);
  const area = await pictureBox(tablet);
  const at = (x: number, y: number): Place => [
    area.x + area.width / 2 + x,
    area.y + area.height / 2 + y,
  ];
  await stroke(session, "touch", [at(-150, -150), at(-20, -40)]);
  await expect.poll(() => count(tablet)).toBe(1);
  await stroke(session, "pen", [at(30, 30), at(160, 140)]);
  await expect.poll(() => count(tablet)).toBe(2);
  expect(errors).toEqual([]);
  await tablet.close();

  const { page: last } = await journey.open("#/datasets");
  const files = await exportedZip(last, origin, "discs", "COCO");
  const json = Object.keys(files).find((path) => path.endsWith(".json"));
  const coco = JSON.parse(
    strFromU8(files[json ?? ""] ?? new Uint8Array()),
  ) as CocoFile;
  const boxesOf = (name: string) => {
    const image = coco.images.find(({ file_name }) => file_name.endsWith(name));
    return coco.annotations
      .filter(({ image_id }) => image_id === image?.id)
      .map(({ bbox }) => bbox);
  };
  expect(coco.images).toHaveLength(4);
  expect(boxesOf("a.png")).toEqual([[5, 10, 30, 40]]);
  expect(boxesOf("b.png")).toEqual([[20, 10, 30, 40]]);
  // In the middle of a picture that fills the surface's shorter side, but for a margin.
  const [drawn = []] = boxesOf("c.png");
  const [x = 0, y = 0, width = 0, height = 0] = drawn;
  expect(width / height).toBeCloseTo(120 / 120, 1);
  expect((x + width / 2) / SIDE).toBeCloseTo(0.5, 1);
  expect(y).toBeGreaterThan(0);
  expect(boxesOf("d.png")).toHaveLength(2);
});
