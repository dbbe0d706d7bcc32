/** From boxes to a model that finds objects in a picture it has not seen. */
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { boxOverlap } from "#core/box-overlap.ts";
import { objectsOf, scene, sceneFiles } from "../support/drawn-scenes.ts";
import { createDetector, importBoxes, pathsIn } from "./detector-steps.ts";
import { Journey } from "./journey.ts";
import { predict, trainAndDeploy } from "./steps.ts";

const journey = new Journey();
const { origin } = journey;
const SCENES = 16;
/** Not among those it learns from. */
const UNSEEN = 201;
const scenes = sceneFiles(SCENES);
const folder = journey.folder({ ...scenes, "unseen.png": scene(UNSEEN) });

interface Detection {
  readonly detection_classes: readonly string[];
  readonly detection_boxes: readonly (readonly number[])[];
  readonly detection_scores: readonly number[];
}

/** Every object of the scene is among the boxes, which are [y_min, x_min, y_max, x_max]. */
function expectObjects(found: Detection): void {
  const all = found.detection_classes.map((label, i) => {
    const [y0 = 0, x0 = 0, y1 = 0, x1 = 0] = found.detection_boxes[i] ?? [];
    return { label, box: [x0, y0, x1, y1] as const };
  });
  for (const { label, box } of objectsOf(UNSEEN))
    expect(
      all.some((one) => one.label === label && boxOverlap(one.box, box) >= 0.5),
      `${label} at ${box.join(" ")} among ${JSON.stringify(all)}`,
    ).toBe(true);
  for (const score of found.detection_scores)
    expect(score).toBeLessThanOrEqual(1);
}

/** The number in a tile or a kind of error. */
const numberIn = async (page: Page, text: RegExp): Promise<number> =>
  Number(
    /([\d.]+)/.exec(
      await page.getByRole("button", { name: text }).first().innerText(),
    )?.[1],
  );

async function lookAtEvaluation(page: Page): Promise<void> {
  await page.getByText("mAP@0.5", { exact: true }).first().waitFor();
  const slider = page.getByRole("slider", { name: /^Score threshold/ });
  await slider.fill("0.99");
  const missed = await numberIn(page, /^\d+ Missed/);
  expect(missed).toBeGreaterThan(0);
  await slider.fill("0.01");
  await expect.poll(() => numberIn(page, /^\d+ Missed/)).toBeLessThan(missed);
  await slider.fill("0.99");
  await page.getByRole("button", { name: /^\d+ Missed/ }).click();
  await page
    .getByRole("button", { name: /scene-\d+\.png: / })
    .first()
    .click();
  const large = page.getByRole("dialog", { name: /scene-\d+\.png/ });
  await large.getByRole("img").waitFor();
  await large.getByText("Missed").first().waitFor();
  await page.keyboard.press("Escape");
}

/** The model tells which label is wrong: one object is given another label, and is the first in the list. */
async function reviewLabels(page: Page): Promise<void> {
  await page.goto(`${origin}#/label`);
  await page.locator('a[href*="#/label/"]').first().click();
  await page.getByRole("button", { name: "Quick Review" }).click();
  const first = page.getByRole("option").first();
  await first.click();
  const label = (await first.getAttribute("aria-label"))?.split(",")[0] ?? "";
  const wrong = page
    .getByRole("region", { name: "Quick Review" })
    .locator("[data-label]")
    .filter({ hasNotText: label })
    .first();
  await wrong.click();
  await page.getByRole("button", { name: "Apply Modifications" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: "Apply Modifications" })
    .click();
  await page
    .getByText("Modifications applied to 1 image.", { exact: true })
    .waitFor();

  await page.getByLabel(/^Compare with Model/).click();
  await page.getByRole("option", { name: /0\.0\.1$/ }).click();
  // The pictures that it was judged by need no asking.
  const text = await page.getByText(/has not been asked about/).innerText();
  const missing = Number(/(\d+) image/.exec(text)?.[1]);
  expect(missing).toBeGreaterThan(0);
  expect(missing).toBeLessThan(SCENES);
  await page.getByRole("button", { name: "Run the Model" }).click();
  await page.getByText(/has not been asked about/).waitFor({ state: "hidden" });
  await page.getByText(/looks at the images/).waitFor({ state: "hidden" });
  await expect
    .poll(() => first.getAttribute("aria-label"))
    .toMatch(new RegExp(`^(?!${label}).*, model: ${label} `));

  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await page.locator("[role=application]:not([aria-busy])").waitFor();
  await page.getByRole("button", { name: "Back" }).first().click();
  await page.getByRole("heading", { name: "Quick Review" }).waitFor();
}

it("leads from boxes to a detector that finds what it has not seen", async () => {
  const { page, errors } = await journey.open();
  const dataset = await importBoxes(
    page,
    origin,
    "scenes",
    pathsIn(folder, scenes),
  );
  const project = await createDetector(page, origin, dataset);
  await page.getByRole("button", { name: /^Detect Objects/ }).waitFor();
  await trainAndDeploy(page);
  const id = /services\/([^?]+)/.exec(page.url())?.[1] ?? "";

  const shown = await predict(page, join(folder, "unseen.png"));
  expectObjects(shown as Detection);
  const objects = objectsOf(UNSEEN).length;
  const list = page.getByRole("list", { name: "Test Result" }).last();
  expect(await list.getByRole("listitem").count()).toBeGreaterThanOrEqual(
    objects,
  );
  expect(await page.locator("svg rect").count()).toBeGreaterThanOrEqual(
    objects,
  );

  const called = await page.evaluate(
    async ([service, bytes]) => {
      const form = new FormData();
      form.set("images", new Blob([Uint8Array.from(bytes)]), "x.png");
      const response = await fetch(`/v1/infers/${service}`, {
        method: "POST",
        body: form,
      });
      return { status: response.status, body: await response.text() };
    },
    [id, [...scene(UNSEEN)]] as const,
  );
  expect(called.status, called.body).toBe(200);
  expect(JSON.parse(called.body)).toEqual(shown);

  await page.goto(project);
  await page
    .getByRole("columnheader", { name: "mAP@0.5", exact: true })
    .waitFor();
  await page.getByRole("link", { name: "Evaluation Results" }).first().click();
  await lookAtEvaluation(page);
  await reviewLabels(page);
  expect(errors).toEqual([]);
});
