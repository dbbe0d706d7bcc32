/** The ways in besides the file picker: drag and drop of folders and zips, the clipboard, the camera. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { unzipSync, zipSync } from "fflate";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { sets } from "../detection-data.table.ts";
import { dataFolder } from "../support/data-folder.ts";
import { photo } from "../support/photo-folder.ts";
import { button, dialog } from "./controls.ts";
import { dropFiles } from "./drop-files.ts";
import { Journey } from "./journey.ts";
import { storedIn, type Stored } from "./stored.ts";

const journey = new Journey({ isNewEachTest: true });
const { origin } = journey;

/** Takes what the dry run suggests. @returns what is stored then. */
async function importAll(page: Page, samples: number): Promise<Stored> {
  const one = samples === 1 ? "sample" : "samples";
  await button(page, `Import ${String(samples)} ${one}`).click({
    timeout: 60_000,
  });
  await dialog(page)
    .getByRole("link", { name: /^(Label them now|Train a model)/ })
    .first()
    .waitFor({ timeout: 60_000 });
  return storedIn(page);
}

const folder = journey.folder({
  "fruit/disc/1.png": photo("disc", 1),
  "fruit/disc/deep/disc/2.png": photo("disc", 2),
  "fruit/stripes/1.png": photo("stripes", 1),
  "loose.png": photo("checks", 20),
  "fruit/notes.md": Buffer.from("no picture"),
});
writeFileSync(
  join(folder, "more.zip"),
  zipSync({
    "checks/1.png": photo("checks", 1),
    "checks/2.png": photo("checks", 2),
    "disc/3.png": photo("disc", 3),
  }),
);

/** As `Ctrl+V` brings a picture that was copied from another program. */
const paste = (page: Page, bytes: Buffer, count = 1): Promise<void> =>
  page.evaluate(
    ([base64, times]) => {
      const raw = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const data = new DataTransfer();
      for (let i = 0; i < times; i += 1)
        data.items.add(
          new File([raw, new Uint8Array(i)], "image.png", {
            type: "image/png",
          }),
        );
      document.body.dispatchEvent(
        new ClipboardEvent("paste", {
          clipboardData: data,
          bubbles: true,
          cancelable: true,
        }),
      );
    },
    [bytes.toString("base64"), count] as const,
  );

const imports = async (page: Page): Promise<number> =>
  (await storedIn(page)).jobs.filter(({ kind }) => kind === "import").length;

it("takes a folder tree and a zip, pasted pictures and a burst of the camera, each once", async () => {
  const { page, errors } = await journey.open("#/datasets");
  await button(page, "Create Dataset").waitFor();
  await dropFiles(page, [join(folder, "fruit"), join(folder, "more.zip")]);
  await dialog(page)
    .getByText(/^5 files/)
    .waitFor();
  await button(page, "Submit").click();
  const dropped = await importAll(page, 6);
  expect(dropped.labels).toEqual({ disc: 3, stripes: 1, checks: 2 });
  expect(dropped.datasets.map(({ samples }) => samples)).toEqual([6]);
  const dataset = /datasets\/(\w+)/.exec(page.url())?.[1] ?? "";
  const dashboard = `${origin}#/datasets/${dataset}`;

  // On the page, and again while the dialog is open that listens, too.
  for (const [round, query] of ["", "?import=new"].entries()) {
    await page.goto(dashboard + query);
    if (query) await dialog(page).getByText("Camera").waitFor();
    else await button(page, "Import").waitFor();
    await paste(page, photo("disc", 10 + round));
    const found = await importAll(page, 1);
    expect(found.datasets[0]?.samples).toBe(7 + round);
    expect(await imports(page)).toBe(2 + round);
  }

  await page.goto(`${dashboard}?import=new`);
  const zone = dialog(page).getByRole("group", { name: /^Drop/ });
  const { x = 0, y = 0 } = (await zone.boundingBox()) ?? {};
  await dropFiles(page, [join(folder, "loose.png")], { x: x + 9, y: y + 9 });
  expect((await importAll(page, 1)).datasets[0]?.samples).toBe(9);
  expect(await imports(page)).toBe(4);

  await page.goto(`${dashboard}?import=new`);
  await button(page, "Camera").click();
  const shutter = button(page, "Take a picture");
  await page.waitForFunction(
    () => (document.querySelector("video")?.videoWidth ?? 0) > 0,
  );
  for (let i = 1; i <= 4; i += 1) {
    if (i % 2 === 0) await page.keyboard.press("Space");
    else await shutter.click();
    await dialog(page)
      .getByRole("button", { name: `Remove picture ${String(i)}` })
      .waitFor();
    // The camera shows another picture ten times a second.
    await page.waitForTimeout(150);
    await page.locator(".finder").focus();
  }
  await button(page, "Remove picture 2").click();
  await button(page, "Import 3 pictures").click();
  const all = await importAll(page, 3);
  expect(all.datasets[0]?.samples).toBe(12);
  expect(all.labels).toEqual({ disc: 3, stripes: 1, checks: 2 });
  expect(all.violations).toEqual([]);
  expect(errors).toEqual([]);
});

/** Pictures of each folder that holds some. */
function classFolders(zip: string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const path of Object.keys(unzipSync(readFileSync(zip)))) {
    const [name, folder = ""] = path.split("/").reverse();
    if (name) counts[folder] = (counts[folder] ?? 0) + 1;
  }
  return counts;
}

const zips = join(dataFolder, "zips");

describe.skipIf(!existsSync(zips))(
  "zips as users bring them (test data at hand)",
  () => {
    it.each([
      "raccoon_voc.zip",
      "facemask_coco.zip",
      "coco_yolo.zip",
      "flowers5_class_folders.zip",
    ])("%s becomes labeled samples by one drop", async (zip) => {
      const set = sets.find(({ name }) => name === zip);
      if (!set) throw new Error(`Nobody counted ${zip}`);
      const { page, errors } = await journey.open("#/datasets");
      await button(page, "Create Dataset").waitFor();
      await dropFiles(page, [join(zips, zip)]);
      await dialog(page)
        .getByText(/^1 file/)
        .waitFor();
      await button(page, "Submit").click();
      const { samples, objects, labels } = await set.counts();
      const found = await importAll(page, samples);
      expect(found.datasets[0]?.samples).toBe(samples);
      expect(found.objects).toBe(objects);
      const used = Object.entries(found.labels).filter(([, count]) => count);
      expect(Object.fromEntries(used)).toEqual(
        labels.length > 0
          ? Object.fromEntries(
              labels.map((name) => [name, expect.any(Number) as number]),
            )
          : classFolders(join(zips, zip)),
      );
      expect(errors).toEqual([]);
    });
  },
);
