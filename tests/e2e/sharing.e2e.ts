/** A finished export goes to the system's sheet as the very file that is saved; the sheet is played here. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { combinedLines } from "../support/review-texts.ts";
import { button, dialog } from "./controls.ts";
import { Journey } from "./journey.ts";

const journey = new Journey();
const folder = journey.folder({
  "reviews.txt": Buffer.from(combinedLines(6, 1)),
});

declare global {
  interface Window {
    /** What was handed to the sheet. */
    handed: ShareData[];
    /** How the user, or the browser, answers: the name of a refusal, or none. */
    refusal: string;
  }
}

/** In each page to come, before its own scripts. */
const inPages = (script: () => void): Promise<unknown> =>
  journey.chromium.context.addInitScript(script);

function takeSheetAway(): void {
  for (const name of ["canShare", "share"])
    Reflect.deleteProperty(Navigator.prototype, name);
}

function playSheet(): void {
  window.handed = [];
  window.refusal = "";
  const share = (data: ShareData): Promise<void> => {
    window.handed.push(data);
    return window.refusal
      ? Promise.reject(new DOMException("Permission denied", window.refusal))
      : Promise.resolve();
  };
  const canShare = ({ files = [] }: ShareData): boolean => files.length === 1;
  Object.assign(navigator, { share, canShare });
}

/** @returns the address of the finished export. */
async function exportTexts(page: Page): Promise<string> {
  await dialog(page).getByRole("radio", { name: /^Text/ }).click();
  const input = dialog(page).locator("input[type=file]").first();
  await input.setInputFiles(join(folder, "reviews.txt"));
  await button(page, "Submit").click();
  await button(page, "Import 6 samples").click();
  await button(page, "Stay here").click();
  await button(page, "Export").click();
  await dialog(page).getByRole("button", { name: "Export" }).click();
  await button(page, "Save the file").waitFor();
  return page.url();
}

const errorsShown = (page: Page) => page.locator(".toast.error");
const answer = (page: Page, refusal: string): Promise<unknown> =>
  page.evaluate((name) => (window.refusal = name), refusal);

async function share(page: Page, time: number): Promise<void> {
  await button(page, "Share").click();
  await page.waitForFunction((all) => window.handed.length === all, time);
}

it("offers no sheet where the browser has none, and else hands over the file that is saved", async () => {
  await inPages(takeSheetAway);
  const { page: without } = await journey.open("#/datasets?create=1");
  const address = await exportTexts(without);
  expect(await button(without, "Share").count()).toBe(0);
  await without.close();

  await inPages(playSheet);
  const { page, errors } = await journey.open(address);
  await share(page, 1);
  const handed = await page.evaluate(async () => {
    const files = window.handed[0]?.files ?? [];
    return Promise.all(
      files.map(async (file) => ({
        name: file.name,
        type: file.type,
        bytes: [...new Uint8Array(await file.arrayBuffer())],
      })),
    );
  });
  const saving = page.waitForEvent("download");
  await button(page, "Save the file").click();
  const saved = await saving;
  expect(handed).toEqual([
    {
      name: saved.suggestedFilename(),
      type: "application/zip",
      bytes: [...readFileSync(await saved.path())],
    },
  ]);
  expect(saved.suggestedFilename()).toMatch(/\.zip$/);

  await answer(page, "AbortError");
  await share(page, 2);
  await page.evaluate(
    () =>
      new Promise((drawn) => setTimeout(() => requestAnimationFrame(drawn))),
  );
  expect(await errorsShown(page).count()).toBe(0);
  await answer(page, "NotAllowedError");
  await share(page, 3);
  await errorsShown(page).first().waitFor();
  expect(await errorsShown(page).allInnerTexts()).toEqual([
    expect.stringMatching(/^The zip file could not be shared .*Save the file/),
  ]);
  expect(errors).toEqual([]);
});
