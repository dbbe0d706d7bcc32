/** The home page's doors to data that the app makes itself: each opens, and what is behind it can be learned from. */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { templates } from "#exeml/templates.ts";
import { m } from "#messages/messages.ts";
import { Journey, shot } from "./journey.ts";
import { cells, createProject, next, shownLabeled } from "./steps.ts";

const journey = new Journey();
const { origin } = journey;
const TRAINING_MS = 120_000;

/** Presses a door of the home page. @returns the page behind it. */
async function enter(title: string, page: Page): Promise<string> {
  await page.goto(origin);
  await page.getByRole("button", { name: title }).click();
  await page.waitForURL(/#\/(label|datasets)\//, { timeout: 90_000 });
  return page.url();
}

/** A quick model of what is behind a door. */
async function learn(page: Page, query: string): Promise<void> {
  await createProject(page, origin, query, true);
  const asks = page.getByText("Awaiting operation").first();
  const ends = page.getByText("Awaiting input").first();
  await asks.or(ends).first().waitFor({ timeout: TRAINING_MS });
  if (await asks.isVisible()) await next(page);
  await ends.waitFor({ timeout: TRAINING_MS });
}

it("there is one for each project type, and each type has its card", async () => {
  const { page, errors } = await journey.open();
  for (const name of [
    m.home.trySample,
    m.home.tryObjects,
    m.home.trySounds,
    m.home.tryNotes,
    m.home.tryTable,
  ])
    await page.getByRole("button", { name }).waitFor();
  await page.goto(`${origin}#/exeml`);
  for (const { id } of templates)
    await page
      .getByText(m.exeml.types[id]?.name ?? id, { exact: true })
      .first()
      .waitFor();
  expect(templates).toHaveLength(5);
  expect(errors).toEqual([]);
});

it("pictures with boxes are drawn, most of them labeled", async () => {
  const { page, errors } = await journey.open();
  await enter(m.home.tryObjects, page);
  await cells(page).first().waitFor();
  await expect.poll(() => shownLabeled(page)).toBeGreaterThan(90);
  await page.getByRole("tab", { name: /^Labeled/ }).click();
  await page.locator("[role=option] path[stroke]").first().waitFor();
  await shot(page, "sample-boxes");
  expect(errors).toEqual([]);
});

it("texts are made up, and learned from", async () => {
  const { page, errors } = await journey.open();
  await enter(m.home.tryNotes, page);
  await cells(page).first().waitFor();
  await expect.poll(() => shownLabeled(page)).toBeGreaterThan(100);
  await shot(page, "sample-texts");
  await learn(page, "create=1&type=text_classification");
  expect(errors).toEqual([]);
});

it("a table is made up, and learned from", async () => {
  const { page, errors } = await journey.open();
  const dataset = /datasets\/(\w+)/.exec(await enter(m.home.tryTable, page));
  await page.getByText("1,200").first().waitFor();
  await shot(page, "sample-table");
  await learn(page, `create=${dataset?.[1] ?? ""}&type=table`);
  expect(errors).toEqual([]);
});
