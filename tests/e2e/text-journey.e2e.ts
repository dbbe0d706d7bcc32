/** Texts from files to a prediction: by keyboard on a laptop, by touch on a tablet, with no network. */
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { combinedLines, reviews } from "../support/review-texts.ts";
import { TABLET, tap } from "./chromium.ts";
import { Journey, shot } from "./journey.ts";
import { cells, createProject, shownLabeled, trainAndDeploy } from "./steps.ts";

const journey = new Journey();
const { origin } = journey;
const folder = journey.folder({
  "labeled.txt": Buffer.from(combinedLines(60, 1)),
  "open.txt": Buffer.from(
    [...reviews("good", 6, 50), ...reviews("bad", 6, 60)].join("\n"),
  ),
});

async function createTexts(page: Page): Promise<void> {
  await page.goto(`${origin}#/datasets?create=1`);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: /^Text/ }).click();
  await dialog
    .locator("input[type=file]")
    .first()
    .setInputFiles(join(folder, "labeled.txt"));
  await dialog.getByRole("button", { name: /^(Create|Submit)/ }).click();
}

it("takes labeled lines to a model that colours the words of new texts", async () => {
  const { page, errors } = await journey.open();
  await createTexts(page);
  const dialog = page.getByRole("dialog");
  await dialog.getByText(/combine 1.0.*suggested/).waitFor({ timeout: 30_000 });
  expect(await dialog.getByRole("row").count()).toBe(6);
  expect(await dialog.getByRole("row").nth(1).innerText()).toContain("good");
  await shot(page, "import");
  // Another separator makes one text of the whole line; the labels go.
  await dialog.getByLabel("Text and Label Separator").click();
  await page.getByRole("option", { name: "Bar" }).click();
  await dialog.getByText("No label").first().waitFor();
  await dialog.getByLabel("Text and Label Separator").click();
  await page.getByRole("option", { name: "Tab" }).click();
  await dialog.getByText("No label").first().waitFor({ state: "detached" });
  await dialog.getByRole("button", { name: "Import 60 samples" }).click();
  await dialog.getByText(/60 samples imported, 60 labeled/).waitFor();
  await shot(page, "imported");
  await dialog.getByRole("link", { name: "Look at the labels" }).click();
  await page.waitForURL(/#\/label\//);

  const job = page.url();
  await page.getByRole("button", { name: "Add data" }).first().click();
  await page.getByRole("menuitem", { name: "Add data" }).click();
  await page
    .getByRole("dialog")
    .locator("input[type=file]")
    .first()
    .setInputFiles(join(folder, "open.txt"));
  await page
    .getByRole("dialog")
    .getByRole("button", { name: "Import 12 samples" })
    .click();
  await page
    .getByRole("dialog")
    .getByText(/12 samples imported/)
    .waitFor();
  await page.goto(job);
  await page.getByRole("tab", { name: /^Unlabeled/ }).click();
  await expect.poll(() => cells(page).count()).toBe(12);
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  for (const key of ["1", "1", "2"]) await page.keyboard.press(key);
  await expect.poll(() => shownLabeled(page)).toBe(63);
  await page.keyboard.press("Control+z");
  await expect.poll(() => shownLabeled(page)).toBe(62);
  await shot(page, "labeling");
  await page.getByRole("button", { name: "Show the whole text" }).click();
  await page.getByRole("button", { name: "Back to the list" }).waitFor();
  await shot(page, "single");

  await createProject(page, origin);
  await trainAndDeploy(page);
  await page.getByLabel("Texts").fill("外卖 很好吃 delicious\ncold soup 难吃");
  await page.keyboard.press("Control+Enter");
  const answers = page.getByRole("list", { name: "Test Result" });
  await expect.poll(() => answers.locator("mark").count()).toBeGreaterThan(2);
  await shot(page, "prediction");
  await answers.getByText("Result JSON").first().click();
  const json = JSON.parse(await page.locator("pre").first().innerText()) as {
    readonly predicted_label: string;
    readonly score: number;
  };
  expect(json.predicted_label).toBe("good");
  expect(json.score).toBeGreaterThan(0.5);

  const id = /services\/([^?]+)/.exec(page.url())?.[1] ?? "";
  const called = await page.evaluate(async (service) => {
    const response = await fetch(`/v1/infers/${service}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ text: "awful 难吃" }),
    });
    return { status: response.status, body: await response.text() };
  }, id);
  expect(called.status, called.body).toBe(200);
  expect(JSON.parse(called.body)).toMatchObject({ predicted_label: "bad" });

  await page.goto(`${origin}#/exeml`);
  await page.getByRole("link", { name: /exeML/ }).first().click();
  await page.getByRole("link", { name: "Evaluation Results" }).click();
  await page.getByRole("heading", { name: "Confusion matrix" }).waitFor();
  await page
    .getByRole("button", { name: /samples of good, predicted good/ })
    .first()
    .click();
  const judged = page.getByTitle("Words", { exact: true }).first();
  await judged.click();
  await judged.locator("mark").first().waitFor();
  await shot(page, "evaluation");
  expect(errors).toEqual([]);
});

it("stops, starts and restarts its service, and answers while its page is busy", async () => {
  const { page, errors } = await journey.open("#/services");
  await page.getByRole("link", { name: /^service-/ }).click();
  const press = (name: string) => page.getByRole("button", { name }).click();
  const state = (text: string) =>
    page.getByText(text, { exact: true }).first().waitFor();
  const id = /services\/([^?]+)/.exec(page.url())?.[1] ?? "";
  const call = (busyMs: number) =>
    page.evaluate(
      async ([service, ms]) => {
        const answer = fetch(`/v1/infers/${service}`, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ text: "noodles" }),
        });
        const end = performance.now() + ms;
        while (performance.now() < end);
        return (await answer).status;
      },
      [id, busyMs] as const,
    );
  await press("Stop");
  await state("Stopped");
  expect(await call(0)).toBe(503);
  await press("Start");
  await state("Running");
  await press("Restart");
  await page.getByRole("tab", { name: "Events" }).click();
  await expect
    .poll(() => page.getByText(/Service .* started\.$/).count())
    .toBe(3);
  expect(await call(4000)).toBe(200);
  await page.getByRole("tab", { name: "Monitoring" }).click();
  await page.getByText("5xx").first().waitFor();
  // The call that a stopped service refused.
  expect(errors).toEqual([expect.stringContaining("503")]);
});

/** Deploys the model of a row, and asks it. @returns the result JSON as shown. */
async function answerOf(page: Page, row: number): Promise<unknown> {
  await page.goto(`${origin}#/models`);
  await page.getByRole("button", { name: "Deploy" }).nth(row).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Description").fill("Tells what a text is about");
  await form.getByRole("button", { name: "Deploy" }).click();
  await page.waitForURL(/#\/services\//);
  await page.getByLabel("Texts").fill("The noodles were 很好吃, but cold soup");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Result JSON").click();
  return JSON.parse(await page.locator("pre").first().innerText()) as unknown;
}

it("gives its model away as a zip, which answers the same when it comes back", async () => {
  const { page, errors } = await journey.open("#/models");
  await page.getByRole("button", { name: /^More for/ }).click();
  const saved = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Download" }).click();
  const zip = join(folder, "model.zip");
  await (await saved).saveAs(zip);
  await page.getByLabel("Import a package").setInputFiles(zip);
  await page.getByRole("cell", { name: "Import", exact: true }).waitFor();
  const answers = [await answerOf(page, 0), await answerOf(page, 1)];
  expect(answers[0]).toMatchObject({ predicted_label: expect.any(String) });
  expect(answers[1]).toEqual(answers[0]);
  expect(errors).toEqual([]);
});

it("labels texts by touch, with no network", async () => {
  const { page, errors } = await journey.open("", TABLET);
  await journey.goOffline(page);
  await page.goto(`${origin}#/`);
  await page.getByText(/^\d+ texts left to label in dataset-/).waitFor();
  await page.getByRole("link", { name: "Label", exact: true }).first().click();
  await page.getByRole("tab", { name: /^Unlabeled/ }).click();
  await cells(page).first().waitFor();
  const before = await shownLabeled(page);
  await tap(cells(page).nth(1));
  await shot(page, "tablet");
  await tap(page.locator("[data-label]").first());
  await expect.poll(() => shownLabeled(page)).toBe(before + 1);
  expect(errors).toEqual([]);
});
