import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { photo } from "../support/photo-folder.ts";
import { Journey, shot } from "./journey.ts";
import {
  cells,
  createProject,
  predict,
  shownLabeled,
  trainAndDeploy,
  trySample,
} from "./steps.ts";

const journey = new Journey();
const { origin } = journey;
const folder = journey.folder({ "new.png": photo("disc", 7) });

/** What a prediction shows besides its label, and what the camera sees. */
async function looksClosely(page: Page): Promise<void> {
  const bars = page
    .getByRole("list", { name: "Test Result" })
    .getByRole("list", { name: "Test Result" });
  const shown = await bars.getByRole("listitem").allInnerTexts();
  const shares = shown.map((text) => Number(/([\d.]+)%/.exec(text)?.[1]));
  expect(shares).toHaveLength(3);
  expect(shares).toEqual(shares.toSorted((a, b) => b - a));
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 0);

  const heat = page.getByRole("listitem").locator("canvas");
  expect(await heat.count()).toBe(0);
  const slider = page.getByRole("slider", { name: /^Heat map/ });
  await slider.press("End");
  await heat.waitFor();
  expect(await heat.evaluate((canvas) => canvas.style.opacity)).toBe("1");
  const painted = await heat.evaluate((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement;
    const context = (canvas as HTMLCanvasElement).getContext("2d");
    const data = context?.getImageData(0, 0, width, height).data ?? [];
    return new Set([...data].filter((_, i) => i % 4 === 3)).size;
  });
  expect(painted).toBeGreaterThan(3);
  await slider.press("Home");
  await heat.waitFor({ state: "detached" });

  await page.getByRole("button", { name: "Camera", exact: true }).click();
  const live = page.locator("section").filter({ hasText: "frames per second" });
  // The camera's picture changes, and is answered time and again.
  await expect
    .poll(
      async () => Number(/([\d.]+) frames/.exec(await live.innerText())?.[1]),
      { timeout: 60_000 },
    )
    .toBeGreaterThan(0);
  expect(await live.getByRole("listitem").count()).toBe(3);
  await shot(page, "camera");
  await page.getByRole("button", { name: "Close the camera" }).click();
  await page.locator("video").waitFor({ state: "detached" });
}

it("leads a newcomer from the sample project to a model that answers calls", async () => {
  const { page, errors } = await journey.open();
  await trySample(page);
  const before = await shownLabeled(page);
  const unlabeled = await cells(page).count();
  expect(unlabeled).toBeGreaterThan(5);
  for (const key of ["1", "2", "3", "1", "2"]) await page.keyboard.press(key);
  await expect.poll(() => shownLabeled(page)).toBe(before + 5);
  await page.keyboard.press("Control+z");
  await expect.poll(() => shownLabeled(page)).toBe(before + 4);

  await createProject(page, origin);
  const projectUrl = page.url();
  await trainAndDeploy(page);
  const id = /services\/([^?]+)/.exec(page.url())?.[1] ?? "";
  const shown = await predict(page, join(folder, "new.png"));
  expect(shown).toMatchObject({
    predicted_label: expect.stringMatching(/^(unripe|ripe|overripe)$/),
    scores: expect.arrayContaining([[expect.any(String), expect.any(Number)]]),
  });
  await looksClosely(page);

  const called = await page.evaluate(async (service) => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 64;
    const blob = await new Promise<Blob | null>((resolve) =>
      canvas.toBlob(resolve),
    );
    const form = new FormData();
    form.set("images", blob ?? new Blob(), "x.png");
    const response = await fetch(`/v1/infers/${service}`, {
      method: "POST",
      body: form,
    });
    return { status: response.status, body: await response.text() };
  }, id);
  expect(called.status, called.body).toBe(200);
  expect(JSON.parse(called.body)).toHaveProperty("predicted_label");

  await page.goto(projectUrl);
  await page.getByRole("button", { name: "Start new round" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("performance_first").first().click();
  await dialog.getByRole("button", { name: "Start new round" }).click();
  const results = page.getByRole("link", { name: "Evaluation Results" });
  await expect.poll(() => results.count(), { timeout: 120_000 }).toBe(2);
  await results.first().click();
  await page.getByRole("heading", { name: "Rounds side by side" }).waitFor();
  const compared = page.getByRole("row", { name: /^Accuracy/ });
  await expect
    .poll(() => compared.innerText())
    .toMatch(/Accuracy\s+[\d.]+%\s+[\d.]+%/);
  await shot(page, "compare", { fullPage: true });

  expect(errors).toEqual([]);
});
