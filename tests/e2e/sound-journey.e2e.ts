/** Sounds that the app makes, from labels to a prediction: what a person does, and with no network in the end. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { makeSound } from "../../src/media/sample-sound.ts";
import { Journey, shot } from "./journey.ts";
import {
  cells,
  createProject,
  predict,
  shownLabeled,
  trainAndDeploy,
} from "./steps.ts";

const journey = new Journey();
const { origin } = journey;
const folder = mkdtempSync(join(tmpdir(), "sounds-"));
const [rain, long] = [join(folder, "rain.wav"), join(folder, "long.wav")];

const bytesOf = async (index: number): Promise<Buffer> =>
  Buffer.from(await makeSound(index, 99).recording.arrayBuffer());
const HEADER_BYTES = 44;

/** Recordings of one form, one after the other. */
function joined(parts: readonly Buffer[]): Buffer {
  const data = Buffer.concat(parts.map((part) => part.subarray(HEADER_BYTES)));
  const head = Buffer.from(parts[0]?.subarray(0, HEADER_BYTES) ?? []);
  head.writeUInt32LE(HEADER_BYTES - 8 + data.length, 4);
  head.writeUInt32LE(data.length, HEADER_BYTES - 4);
  return Buffer.concat([head, data]);
}

beforeAll(async () => {
  // Of four labels in a row: chirps, rain, knocking, hum.
  writeFileSync(rain, await bytesOf(1));
  const parts = await Promise.all([0, 4, 8, 12, 3, 7, 11, 15].map(bytesOf));
  writeFileSync(long, joined(parts));
});

it("takes sounds from labels to a model, whose mistakes and answers can be heard", async () => {
  const { page, errors } = await journey.open();
  await shot(page, "home");
  await page.getByRole("button", { name: /Try the sample sounds/ }).click();
  await page.waitForURL(/#\/label\//, { timeout: 60_000 });
  await cells(page).first().waitFor();
  await expect.poll(() => shownLabeled(page)).toBe(81);
  await page.getByRole("tab", { name: /^Unlabeled/ }).click();
  await expect.poll(() => cells(page).count()).toBeGreaterThan(5);
  await shot(page, "labeling");

  await createProject(page, origin);
  await shot(page, "project");
  await trainAndDeploy(page);
  const answer = (await predict(page, rain)) as {
    readonly predicted_label: string;
    readonly score: number;
  };
  expect(answer.predicted_label).toBe("rain");
  expect(answer.score).toBeGreaterThan(0.5);
  await page.getByRole("button", { name: "Record 3 s" }).waitFor();

  await page.locator("input[type=file]").first().setInputFiles(long);
  const timeline = page.getByRole("slider", { name: "What is heard when" });
  await timeline.waitFor();
  expect(await timeline.getAttribute("aria-valuetext")).toContain("chirps");
  await timeline.press("End");
  expect(await timeline.getAttribute("aria-valuetext")).toContain("hum");
  await shot(page, "prediction");

  const id = /services\/([^?]+)/.exec(page.url())?.[1] ?? "";
  const called = await page.evaluate(
    async ({ service, encoded }) => {
      const bytes = Uint8Array.from(atob(encoded), (one) => one.charCodeAt(0));
      const form = new FormData();
      form.append("audio", new Blob([bytes]), "rain.wav");
      const options = { method: "POST", body: form };
      const response = await fetch(`/v1/infers/${service}`, options);
      return { status: response.status, body: await response.text() };
    },
    { service: id, encoded: (await bytesOf(1)).toString("base64") },
  );
  expect(called.status, called.body).toBe(200);
  expect(JSON.parse(called.body)).toEqual(answer);

  await page.goto(`${origin}#/exeml`);
  await page.getByRole("link", { name: /exeML/ }).first().click();
  await page.getByText("Classify Sounds").first().waitFor();
  await page.getByRole("link", { name: "Evaluation Results" }).click();
  await page.getByRole("heading", { name: "Confusion matrix" }).waitFor();
  await page
    .getByRole("button", { name: /samples of hum, predicted hum/ })
    .first()
    .click();
  await page.locator("audio[src^=blob]").first().waitFor();
  await shot(page, "evaluation");
  expect(errors).toEqual([]);
});

it("predicts after a reload with no network", async () => {
  const { page, errors } = await journey.open("#/services");
  await journey.goOffline(page);
  await page.reload();
  await page
    .getByRole("link", { name: /model|service|exeML/i })
    .first()
    .waitFor();
  await page.locator("main a[href*='services/']").first().click();
  expect(await predict(page, rain)).toMatchObject({ predicted_label: "rain" });
  await journey.chromium.context.setOffline(false);
  expect(errors).toEqual([]);
});
