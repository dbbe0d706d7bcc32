/** What a person does to get a detector, by the words on the screen. */
import { join } from "node:path";
import type { Page } from "playwright-core";
import { dialog } from "./controls.ts";
import { chooseQuickest } from "./steps.ts";

/** A dataset of the files, which bring their boxes. @returns its id. */
export async function importBoxes(
  page: Page,
  origin: string,
  name: string,
  files: readonly string[],
): Promise<string> {
  await page.goto(`${origin}#/datasets?create=1`);
  await dialog(page).getByLabel(/^Name/).fill(name);
  await dialog(page)
    .locator('input[type="file"][multiple]')
    .first()
    .setInputFiles([...files]);
  await dialog(page).getByRole("button", { name: "Submit" }).click();
  await dialog(page)
    .getByRole("button", { name: /^Import \d+ samples/ })
    .click();
  await dialog(page).getByRole("link", { name: "Train a model" }).waitFor();
  return /datasets\/(\w+)/.exec(page.url())?.[1] ?? "";
}

/** From the dialog's defaults to a project on WebAssembly that is as quick as can be; ends on its page. */
export async function createDetector(
  page: Page,
  origin: string,
  dataset: string,
): Promise<string> {
  await page.goto(`${origin}#/exeml?create=${dataset}&type=object_detection`);
  await dialog(page)
    .getByText(/Relaxed/)
    .click();
  await chooseQuickest(page);
  await dialog(page).getByLabel("Compute with").click();
  await page.getByRole("option", { name: "WebAssembly" }).click();
  await dialog(page).getByRole("button", { name: "Create Project" }).click();
  await page.waitForURL(/#\/exeml\/\w+$/);
  return page.url();
}

export const pathsIn = (
  folder: string,
  files: Readonly<Record<string, unknown>>,
): string[] => Object.keys(files).map((name) => join(folder, name));
