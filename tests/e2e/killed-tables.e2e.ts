/**
 * The plug is pulled, again and again, while a table is imported, a model of it trained, and a file
 * of rows predicted. Everything goes on by itself, and each is there once.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { seededRandom } from "#core/random.ts";
import { button, dialog } from "./controls.ts";
import { Journey } from "./journey.ts";
import { next } from "./steps.ts";
import { storedIn, type Stored } from "./stored.ts";

const journey = new Journey();
const { origin } = journey;
const ROWS = 1500;
const ASKED = 60_000;
const TRAINING_MS = 150_000;

const random = seededRandom(21);
const soon = (mostMs: number): Promise<void> => sleep(random() * mostMs);

/** Trees are cut when they are high and old, but for a little chance. */
function csv(rows: number): string {
  const lines = Array.from({ length: rows }, () => {
    const [height, age] = [random() * 10, Math.floor(random() * 90)];
    const sort = ["oak", "elm", "fir"][Math.floor(random() * 3)] ?? "";
    const isCut = height + age / 9 + random() * 4 > 12;
    return `${height.toFixed(2)},${String(age)},${sort},${isCut ? "yes" : "no"}`;
  });
  return `height,age,sort,cut\n${lines.join("\n")}\n`;
}

const folder = journey.folder({
  "trees.csv": Buffer.from(csv(ROWS)),
  "asked.csv": Buffer.from(csv(ASKED)),
});

async function whole(page: Page): Promise<Stored> {
  const found = await storedIn(page);
  expect(found.violations).toEqual([]);
  return found;
}

async function imported(): Promise<Page> {
  let { page } = await journey.open("#/datasets?create=1");
  await dialog(page)
    .getByRole("radio", { name: /^Table/ })
    .click();
  await dialog(page)
    .locator("input[type=file]")
    .first()
    .setInputFiles(join(folder, "trees.csv"));
  await button(page, "Submit").click();
  await page.waitForURL(/import=/);
  const url = page.url();
  await soon(400);
  page = await journey.killAndReturn(url);
  await button(page, "Import 1,500 rows").click({ timeout: 60_000 });
  await soon(150);
  page = await journey.killAndReturn(url);
  await expect
    .poll(
      async () => {
        // The click may have been lost with the tab.
        const asked = button(page, "Import 1,500 rows");
        if (await asked.isVisible()) await asked.click();
        return (await storedIn(page)).jobs;
      },
      { timeout: 60_000 },
    )
    .toEqual([{ kind: "import", state: "done" }]);
  const { datasets } = await whole(page);
  expect(datasets.map(({ samples }) => samples)).toEqual([ROWS]);
  return page;
}

it("a table is imported, learned from and asked, each once, with nothing to be done again", async () => {
  let page = await imported();
  const dataset = /datasets\/(\w+)/.exec(page.url())?.[1] ?? "";
  await page.goto(`${origin}#/exeml?create=${dataset}&type=table`);
  await dialog(page)
    .getByLabel(/^Label Column: cut/)
    .waitFor();
  await button(page, "Create Project").click();
  await page.waitForURL(/#\/exeml\/[^?]+$/);
  const project = page.url();
  for (let round = 0; round < 3; round += 1) {
    await soon(4000);
    page = await journey.killAndReturn(project);
    await whole(page);
  }
  await page
    .getByText("Awaiting input")
    .first()
    .waitFor({ timeout: TRAINING_MS });
  const { trainings, versions, jobs } = await whole(page);
  expect(versions).toEqual(["V001"]);
  // Every way of learning was told once, those before a kill among them.
  expect(trainings).toHaveLength(1);
  expect(trainings[0]).toBeGreaterThan(4);
  expect(jobs.filter(({ kind }) => kind === "train")).toEqual([
    { kind: "train", state: "done" },
  ]);

  await next(page);
  await page.getByRole("link", { name: "Open the service" }).click();
  await page.waitForURL(/#\/services\//);
  const service = page.url();
  await page
    .getByLabel("Choose a file")
    .last()
    .setInputFiles(join(folder, "asked.csv"));
  await button(page, "Cancel").waitFor();
  // Other pages may be looked at meanwhile.
  await page.goto(`${origin}#/models`);
  await soon(300);
  page = await journey.killAndReturn(`${origin}#/models`);
  page = await journey.killAndReturn(service);
  await page
    .getByText("asked.csv: 60,000 rows were predicted.")
    .waitFor({ timeout: 60_000 });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    button(page, "Save the CSV file").click(),
  ]);
  const lines = readFileSync(await download.path(), "utf8").split("\r\n");
  expect(lines).toHaveLength(ASKED + 2);
  expect(lines[0]).toBe("height,age,sort,cut,predict,probability");
  expect(
    (await whole(page)).jobs.filter(({ kind }) => kind === "predict_table"),
  ).toEqual([{ kind: "predict_table", state: "done" }]);
});
