/** Screens of texts: how files are read, labels, a trained project, its evaluation, its answers. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { folderOf } from "../support/photo-folder.ts";
import { combinedLines, reviews } from "../support/review-texts.ts";
import { button, dialog, picture, press, tab } from "./controls.ts";
import type { SampleIds, Screen } from "./screens.ts";
import { createProject, trainAndDeploy } from "./steps.ts";

const lastPart = (address: string | null): string =>
  /([^/?]+)(\?.*)?$/.exec(address ?? "")?.[1] ?? "";

/** Most lines have a label; the last ones have none, and two of them read the same. */
const lines = (): Buffer =>
  Buffer.from(
    [
      combinedLines(60, 1),
      ...reviews("good", 6, 50),
      "Soup of the day",
      "SOUP of the day!",
    ].join("\n") + "\n",
  );

/** Chooses the file in the dialog that creates a dataset; ends on the preview. */
async function chooseTexts(page: Page, origin: string): Promise<void> {
  const folder = folderOf({ "reviews.txt": lines() });
  try {
    await page.goto(`${origin}#/datasets?create=1`);
    await dialog(page).getByRole("radio", { name: /^Text/ }).click();
    await dialog(page)
      .locator("input[type=file]")
      .first()
      .setInputFiles(join(folder, "reviews.txt"));
    await dialog(page).getByRole("button", { name: "Submit" }).click();
    await dialog(page)
      .getByRole("button", { name: /^Import \d+ samples/ })
      .waitFor();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const duplicatesToo = (page: Page): Locator =>
  page.getByText("Label duplicates too");

/** A trained and deployed project of texts, and an import of texts that waits. */
export async function prepareTexts(
  page: Page,
  origin: string,
): Promise<SampleIds["texts"]> {
  await chooseTexts(page, origin);
  const dataset = /datasets\/(\w+)/.exec(page.url())?.[1] ?? "";
  await button(page, /^Import \d+ samples/).click();
  await dialog(page).getByRole("link", { name: "Label them now" }).click();
  await page.waitForURL(/#\/label\/\w+/);
  const job = lastPart(page.url());
  await createProject(
    page,
    origin,
    `create=${dataset}&type=text_classification`,
  );
  const project = lastPart(page.url());
  await trainAndDeploy(page);
  const service = lastPart(page.url());
  await page.goto(`${origin}#/exeml/${project}`);
  const link = page.getByRole("link", { name: "Evaluation Results" }).first();
  const training = lastPart(await link.getAttribute("href"));
  await chooseTexts(page, origin);
  const waiting = page.url().slice(page.url().indexOf("#") + 1);
  return { job, project, service, training, import: waiting };
}

export function textScreens({ texts }: SampleIds): Screen[] {
  const at = `/label/${texts.job}`;
  const project = `/exeml/${texts.project}`;
  const evaluation = `${project}/evaluation/${texts.training}`;
  return [
    {
      name: "how texts are read",
      path: texts.import,
      shows: (page) => dialog(page).getByRole("row").nth(1),
    },
    { name: "labeling of texts", path: at, shows: picture },
    {
      name: "texts that read the same, and all that can be done with labels",
      path: at,
      open: async (page) => {
        // On a laptop they are there; on a phone one of them is, a moment after the page.
        const all = button(page, "Show all labels");
        const there = all.or(duplicatesToo(page)).filter({ visible: true });
        await there.first().waitFor();
        if (await all.isVisible()) await all.click();
      },
      shows: duplicatesToo,
    },
    {
      name: "filter of texts",
      path: at,
      open: press("Add Filter Criterion"),
      shows: (page) => dialog(page).getByText("Duplicates only"),
    },
    {
      name: "labeled texts",
      path: at,
      open: tab(/^Labeled/),
      shows: picture,
    },
    {
      name: "a text by itself",
      path: at,
      open: press("Show the whole text"),
      shows: (page) => button(page, "Back to the list"),
    },
    {
      name: "statistics of texts",
      path: `${at}?tab=statistics`,
    },
    {
      name: "project, Classify Text",
      path: project,
      open: press(/^Classify Text/),
    },
    {
      name: "evaluation of texts",
      path: evaluation,
      open: async (page) => {
        await press(/samples of good, predicted good/)(page);
        await page.getByTitle("Words", { exact: true }).first().click();
      },
      shows: (page) => page.locator("mark"),
    },
    {
      name: "service, texts",
      path: `/services/${texts.service}`,
      open: async (page) => {
        await page.getByLabel("Texts").fill("delicious 难吃\ncold soup");
        await press("Predict")(page);
      },
      shows: (page) => page.getByText("Result JSON"),
    },
    {
      name: "what a service of texts is asked",
      path: `/services/${texts.service}`,
      open: tab("Usage Guides"),
    },
  ];
}
