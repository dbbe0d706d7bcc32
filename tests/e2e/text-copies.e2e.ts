/** Texts that read the same are labeled with one touch; what is on the screens is large enough for thumbs. */
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { combinedLines } from "../support/review-texts.ts";
import { axeFindings, sidewaysScroll, smallTargets } from "./accessibility.ts";
import { LAPTOP, PHONE, TABLET, tap } from "./chromium.ts";
import { button, dialog } from "./controls.ts";
import { Journey, shot } from "./journey.ts";
import { cells, shownLabeled } from "./steps.ts";

const journey = new Journey({ isNewEachTest: true });
const { origin } = journey;
const open = [
  "Soup of the day",
  "Noodles, cold",
  "SOUP of the day!",
  "好吃，很好吃",
  "soup of the  day …",
  "Rice",
];
const folder = journey.folder({
  "reviews.txt": Buffer.from([combinedLines(20, 1), ...open].join("\n")),
});

/** Ends on the labeling page. */
async function importTexts(page: Page): Promise<void> {
  await page.goto(`${origin}#/datasets?create=1`);
  await dialog(page).getByRole("radio", { name: /^Text/ }).click();
  const input = dialog(page).locator("input[type=file]").first();
  await input.setInputFiles(join(folder, "reviews.txt"));
  await button(page, "Submit").click();
  await button(page, "Import 26 samples").click();
  await dialog(page).getByRole("link", { name: "Label them now" }).click();
  await page.waitForURL(/#\/label\/\w+/);
}

const findings = async (page: Page): Promise<string[]> => [
  ...(await axeFindings(page)),
  ...(await sidewaysScroll(page)),
  ...(await smallTargets(page)),
];
/** A list of so many rows. */
async function listed(page: Page, rows: number): Promise<void> {
  await cells(page)
    .nth(rows - 1)
    .waitFor();
  await expect.poll(() => cells(page).count(), { timeout: 20_000 }).toBe(rows);
}
const labeled = (page: Page, count: number) =>
  expect.poll(() => shownLabeled(page), { timeout: 20_000 }).toBe(count);
const touch = [
  { name: "phone", device: PHONE },
  { name: "tablet", device: TABLET },
];

it.each(touch)(
  "by touch, on a $name, and taken back",
  async ({ name, device }) => {
    const { page, errors } = await journey.open("", device);
    await importTexts(page);
    await listed(page, 6);
    await page.getByText("×3").first().waitFor();
    await shot(page, `${name}-list`);
    expect(await findings(page)).toEqual([]);

    await tap(button(page, "Add Filter Criterion"));
    await tap(dialog(page).getByText("Duplicates only"));
    await shot(page, `${name}-filter`);
    expect(await findings(page)).toEqual([]);
    await tap(dialog(page).getByRole("button", { name: "OK" }));
    await listed(page, 3);

    await tap(button(page, "Show all labels"));
    await tap(page.getByText("Label duplicates too"));
    await shot(page, `${name}-panel`);
    expect(await findings(page)).toEqual([]);
    await tap(button(page, "Show fewer labels"));
    await tap(cells(page).first());
    await tap(page.locator("[data-label]").first());
    await labeled(page, 23);
    await page.getByText("No sample matches the filter criteria").waitFor();
    await tap(button(page, "Undo"));
    await labeled(page, 20);
    await listed(page, 3);

    await tap(button(page, "Show the whole text"));
    await page.getByText("3 texts read the same").last().waitFor();
    await shot(page, `${name}-single`);
    expect(await findings(page)).toEqual([]);
    expect(errors).toEqual([]);
  },
);

it("by keys, sorted together, and found by a word", async () => {
  const { page, errors } = await journey.open("", LAPTOP);
  await importTexts(page);
  await listed(page, 6);
  await page.getByLabel("Sort by").click();
  await page.getByRole("option", { name: "Duplicates together" }).click();
  await expect
    .poll(async () => (await cells(page).allInnerTexts()).slice(0, 3).join(), {
      timeout: 20_000,
    })
    .toMatch(/soup.*soup.*soup/is);
  await page.getByText("Label duplicates too").click();
  await shot(page, "laptop-list");
  await page.getByRole("listbox").focus();
  for (const key of ["j", "k", "1"]) await page.keyboard.press(key);
  await labeled(page, 23);
  await page.keyboard.press("Control+z");
  await labeled(page, 20);
  await page.keyboard.press("Control+y");
  await labeled(page, 23);
  const search = page.getByPlaceholder(/^Enter a keyword/);
  await search.fill("很好吃");
  await search.press("Enter");
  await listed(page, 1);
  await shot(page, "laptop-search");
  expect(errors).toEqual([]);
});
