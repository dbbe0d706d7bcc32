/** A training that is held and let go by its buttons. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { sceneFiles } from "../support/drawn-scenes.ts";
import { button } from "./controls.ts";
import { createDetector, importBoxes, pathsIn } from "./detector-steps.ts";
import { Journey, shot } from "./journey.ts";
import { next } from "./steps.ts";
import { storedIn } from "./stored.ts";

const journey = new Journey();
const { origin } = journey;
/** Longer than an epoch takes. */
const HELD_MS = 4000;

const epochs = async (page: Page): Promise<number> =>
  (await storedIn(page)).trainings[0] ?? 0;
const goesBeyond = (page: Page, known: number): Promise<void> =>
  expect
    .poll(() => epochs(page), { timeout: 90_000, interval: 100 })
    .toBeGreaterThan(known);

it("pauses a training, goes on with it, and stops it with the best so far", async () => {
  const { page, errors } = await journey.open();
  const scenes = sceneFiles(12);
  const files = pathsIn(journey.folder(scenes), scenes);
  const dataset = await importBoxes(page, origin, "scenes", files);
  await createDetector(page, origin, dataset);
  await next(page);
  await goesBeyond(page, 0);

  await button(page, "Pause").click();
  await page.getByText("Paused. Nothing is lost.").waitFor();
  await page
    .getByRole("progressbar", { name: "Training" })
    .waitFor({ state: "detached" });
  await shot(page, "paused");
  const held = await epochs(page);
  await sleep(HELD_MS);
  expect(await epochs(page)).toBe(held);

  await button(page, "Resume").click();
  await page
    .getByText("Paused. Nothing is lost.")
    .waitFor({ state: "detached" });
  await goesBeyond(page, held);

  const known = await epochs(page);
  await button(page, "Stop and keep the best").click();
  await page.getByText("Awaiting input").first().waitFor({ timeout: 90_000 });
  const found = await storedIn(page);
  expect(found.trainings).toHaveLength(1);
  expect(found.trainings[0]).toBeGreaterThanOrEqual(known);
  expect(found.jobs.filter(({ kind }) => kind === "train")).toEqual([
    { kind: "train", state: "done" },
  ]);
  await next(page);
  await page.getByRole("link", { name: "Open the service" }).waitFor();
  expect(errors).toEqual([]);
});
