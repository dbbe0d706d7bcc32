import { join } from "node:path";
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
