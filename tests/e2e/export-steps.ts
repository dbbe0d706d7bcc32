/** What a person does to get a dataset's files, by the words on the screen. */
import { readFileSync } from "node:fs";
import { unzipSync } from "fflate";
import type { Page } from "playwright-core";
import { button, dialog } from "./controls.ts";

/** @returns what is in the zip, by path. */
export async function exportedZip(
  page: Page,
  origin: string,
  dataset: string,
  format: string,
): Promise<Record<string, Uint8Array>> {
  await page.goto(`${origin}#/datasets`);
  await page.getByRole("link", { name: dataset }).first().click();
  await button(page, "Export").click();
  await page.getByLabel("Format").click();
  await page.getByRole("option", { name: format }).click();
  await dialog(page).getByRole("button", { name: "Export" }).click();
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save the file" }).last().click();
  return unzipSync(readFileSync(await (await saved).path()));
}
