/**
 * The plug is pulled, again and again, while texts and tables are imported, versions published and a
 * model of texts trained. What is there in the end is what was given, each once.
 */
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { seededRandom } from "#core/random.ts";
import { combinedLines } from "../support/review-texts.ts";
import { button, dialog } from "./controls.ts";
import { Journey } from "./journey.ts";
import { createProject, next } from "./steps.ts";
import { storedIn, type Stored } from "./stored.ts";

const journey = new Journey({ isNewEachTest: true });
const { origin } = journey;
/** Several of the parts that an import of texts takes in at once. */
const TEXTS = 6200;
const ROWS = 30_000;

const csv = (): string =>
  [
    "number,size,name",
    ...Array.from(
      { length: ROWS },
      (_, i) => `${String(i)},${String(i / 4)},name ${String(i % 97)}`,
    ),
  ].join("\n");

const folder = journey.folder({
  "reviews.txt": Buffer.from(combinedLines(TEXTS, 1)),
  "trees.csv": Buffer.from(csv()),
});

const random = seededRandom(20);
const soon = (mostMs: number): Promise<void> => sleep(random() * mostMs);

async function whole(page: Page): Promise<Stored> {
  const found = await storedIn(page);
  expect(found.violations).toEqual([]);
  return found;
}

/** Where a click may have been lost with the tab, it is made again. */
async function clickIfAsked(page: Page, name: string): Promise<void> {
  const asked = button(page, name);
  if (await asked.isVisible()) await asked.click();
}

/** The jobs of a kind, once all have ended. */
async function ended(page: Page, kind: string): Promise<Stored> {
  await expect
    .poll(
      async () =>
        (await storedIn(page)).jobs
          .filter((job) => job.kind === kind)
          .map(({ state }) => state),
      { timeout: 60_000, interval: 200 },
    )
    .toSatisfy((states: string[]) => states.every((state) => state === "done"));
  return whole(page);
}

/** Until a part is there: a kill before begins anew, and says nothing of going on. */
const isBegun = (page: Page): Promise<void> =>
  expect
    .poll(
      async () => (await storedIn(page)).datasets.map(({ samples }) => samples),
      { timeout: 60_000, interval: 20 },
    )
    .toSatisfy((counts: number[]) => counts.some((count) => count > 0));

/**
 * Kills during the dry run once, and twice after the user's word.
 * @param begun resolves when the import is in the middle. @returns the address of the dataset.
 */
async function importKilled(
  dataType: RegExp,
  file: string,
  word: string,
  begun: (page: Page) => Promise<void>,
): Promise<Page> {
  let { page } = await journey.open("#/datasets?create=1");
  await dialog(page).getByRole("radio", { name: dataType }).click();
  const input = dialog(page).locator("input[type=file]").first();
  await input.setInputFiles(join(folder, file));
  await button(page, "Submit").click();
  await page.waitForURL(/import=/);
  const url = page.url();
  await soon(500);
  page = await journey.killAndReturn(url);
  await button(page, word).click({ timeout: 60_000 });
  for (const wait of [begun, () => soon(300)]) {
    await wait(page);
    page = await journey.killAndReturn(url);
    await whole(page);
    await clickIfAsked(page, word);
  }
  await expect
    .poll(
      async () => {
        await clickIfAsked(page, word);
        const { jobs, datasets } = await storedIn(page);
        // Where it fails, the datasets tell whether more than a job is gone.
        return { jobs, datasets: datasets.length };
      },
      { timeout: 60_000 },
    )
    .toEqual({ jobs: [{ kind: "import", state: "done" }], datasets: 1 });
  return page;
}

/** Every answer that was taken gives one whole version, however often the tab dies on it. */
async function publishKilled(page: Page, address: string): Promise<Page> {
  let now = page;
  for (let round = 0; round < 2; round += 1) {
    await now.goto(address);
    await dialog(now).getByRole("button", { name: "Publish" }).click();
    await soon(150);
    now = await journey.killAndReturn(origin);
    const { jobs, versions } = await ended(now, "publish");
    const taken = jobs.filter(({ kind }) => kind === "publish").length;
    expect(versions).toEqual(
      Array.from({ length: taken }, (_, i) => `V00${String(i + 1)}`),
    );
  }
  return now;
}

it("texts are imported, published and learned from, each once", async () => {
  let page = await importKilled(
    /^Text/,
    "reviews.txt",
    `Import ${TEXTS.toLocaleString("en")} samples`,
    isBegun,
  );
  const { datasets, labels, items } = await whole(page);
  expect(datasets.map(({ samples }) => samples)).toEqual([TEXTS]);
  expect(labels).toEqual({ good: TEXTS / 2, bad: TEXTS / 2 });
  expect(items).toEqual(Array<string>(TEXTS).fill("labeled"));

  const dataset = /datasets\/(\w+)/.exec(page.url())?.[1] ?? "";
  page = await publishKilled(page, `${origin}#/datasets/${dataset}?publish=1`);

  const query = `create=${dataset}&type=text_classification`;
  await createProject(page, origin, query, true);
  const url = page.url();
  const before = await whole(page);
  await next(page);
  for (let round = 0; round < 2; round += 1) {
    await soon(1500);
    page = await journey.killAndReturn(url);
    await whole(page);
    await page.getByRole("heading", { level: 1 }).waitFor();
    const asks = page.getByText("Awaiting operation").first();
    if (await asks.isVisible()) await next(page);
  }
  await page.getByText("Awaiting input").first().waitFor({ timeout: 120_000 });
  const after = await whole(page);
  expect(after.versions).toHaveLength(before.versions.length + 1);
  expect(after.trainings).toHaveLength(1);
  expect(after.jobs.filter(({ kind }) => kind === "train")).toEqual([
    { kind: "train", state: "done" },
  ]);
});

it("a table is imported and published, each once", async () => {
  const rows = ROWS.toLocaleString("en");
  const word = `Import ${rows} rows`;
  let page = await importKilled(/^Table/, "trees.csv", word, () => soon(300));
  const { datasets } = await whole(page);
  expect(datasets.map(({ samples }) => samples)).toEqual([ROWS]);
  const dataset = /datasets\/(\w+)/.exec(page.url())?.[1] ?? "";
  for (let round = 1; round <= 2; round += 1) {
    await page.goto(`${origin}#/datasets/${dataset}?publish=1`);
    await dialog(page).getByRole("button", { name: "Publish" }).click();
    await soon(60);
    page = await journey.killAndReturn(origin);
    const { versions } = await whole(page);
    expect(versions).toEqual(["V001", "V002"].slice(0, versions.length));
    expect(versions.length).toBeLessThanOrEqual(round);
  }
});
