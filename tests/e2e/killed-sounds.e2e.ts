/**
 * The plug is pulled, again and again, while recordings are imported and a model of them is trained.
 * What is there in the end is what was given, each once, and the model knows what it learned.
 */
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { seededRandom } from "#core/random.ts";
import { makeSound, SOUND_LABELS } from "../../src/media/sample-sound.ts";
import { button, dialog } from "./controls.ts";
import { Journey } from "./journey.ts";
import { createProject, next, predict } from "./steps.ts";
import { storedIn, type Stored } from "./stored.ts";

const journey = new Journey();
const { origin } = journey;
const CLIPS = 40;
/** Not among those it learns from. */
const UNSEEN = 41;

const bytesOf = async (number: number): Promise<Buffer> =>
  Buffer.from(await makeSound(number, 99).recording.arrayBuffer());
const labelOf = (number: number): string => makeSound(number, 99).label;

const random = seededRandom(22);
const soon = (mostMs: number): Promise<void> => sleep(random() * mostMs);

async function whole(page: Page): Promise<Stored> {
  const found = await storedIn(page);
  expect(found.violations).toEqual([]);
  return found;
}

/** Killed in the dry run, and twice after the user's word. @returns the address of the dataset. */
async function imported(folder: string): Promise<Page> {
  const word = `Import ${String(CLIPS)} samples`;
  let { page } = await journey.open("#/datasets?create=1");
  await dialog(page)
    .getByRole("radio", { name: /^(Audio|Sound)/ })
    .click();
  await dialog(page)
    .locator("input[webkitdirectory]")
    .setInputFiles(join(folder, "learned"));
  await button(page, "Submit").click();
  await page.waitForURL(/import=/);
  const url = page.url();
  await soon(800);
  page = await journey.killAndReturn(url);
  await button(page, word).click({ timeout: 60_000 });
  for (let kill = 0; kill < 2; kill += 1) {
    await soon(400);
    page = await journey.killAndReturn(url);
    await whole(page);
  }
  await expect
    .poll(
      async () => {
        // The click may have been lost with the tab.
        const asked = button(page, word);
        if (await asked.isVisible()) await asked.click();
        return (await storedIn(page)).jobs;
      },
      { timeout: 60_000 },
    )
    .toEqual([{ kind: "import", state: "done" }]);
  return page;
}

it("sounds are imported and learned from, each once, and the model answers", async () => {
  const folder = journey.folder(
    Object.fromEntries([
      ...(await Promise.all(
        Array.from({ length: CLIPS }, async (_, i) => [
          `learned/${labelOf(i)}/${String(i)}.wav`,
          await bytesOf(i),
        ]),
      )),
      ["unseen.wav", await bytesOf(UNSEEN)],
    ]) as Record<string, Buffer>,
  );
  let page = await imported(folder);
  const { datasets, labels } = await whole(page);
  expect(datasets.map(({ samples }) => samples)).toEqual([CLIPS]);
  expect(labels).toEqual(
    Object.fromEntries(
      SOUND_LABELS.map((label) => [label, CLIPS / SOUND_LABELS.length]),
    ),
  );

  const dataset = /datasets\/(\w+)/.exec(page.url())?.[1] ?? "";
  await createProject(
    page,
    origin,
    `create=${dataset}&type=sound_classification`,
    true,
  );
  const url = page.url();
  await next(page);
  for (let round = 0; round < 3; round += 1) {
    await soon(2500);
    page = await journey.killAndReturn(url);
    await whole(page);
    await page.getByRole("heading", { level: 1 }).waitFor();
    const asks = page.getByText("Awaiting operation").first();
    if (await asks.isVisible()) await next(page);
  }
  await page.getByText("Awaiting input").first().waitFor({ timeout: 120_000 });
  const after = await whole(page);
  expect(after.versions).toEqual(["V001"]);
  expect(after.trainings).toHaveLength(1);
  expect(after.jobs.filter(({ kind }) => kind === "train")).toEqual([
    { kind: "train", state: "done" },
  ]);

  await next(page);
  await page.getByRole("link", { name: "Open the service" }).click();
  await page.waitForURL(/#\/services\//);
  const answer = await predict(page, join(folder, "unseen.wav"));
  expect(answer).toMatchObject({ predicted_label: labelOf(UNSEEN) });
});
