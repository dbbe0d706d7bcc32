import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { findingsOf } from "./accessibility.ts";
import { LAPTOP, PHONE, TABLET, type Device } from "./chromium.ts";
import { button, dialog, picture } from "./controls.ts";
import { Journey } from "./journey.ts";
import { prepareAll } from "./preparation.ts";
import { openScreen, screensOf, type SampleIds } from "./screens.ts";

const WALK_MS = 400_000;
const journey = new Journey();
const { origin } = journey;
let ids: SampleIds;

const devices = [
  { device: LAPTOP, name: "laptop" },
  { device: PHONE, name: "phone" },
];

beforeAll(async () => {
  const { page } = await journey.open();
  ids = await prepareAll(page, origin);
  await page.close();
}, WALK_MS);

async function openOn(
  device: Device,
): Promise<{ page: Page; errors: string[] }> {
  const opened = await journey.open("", device);
  await opened.page.emulateMedia({ reducedMotion: "reduce" });
  return opened;
}

it.each(devices)(
  "has no serious finding on any screen, $name",
  async ({ device }) => {
    const { page, errors } = await openOn(device);
    const isCoarse = await page.evaluate(
      () => matchMedia("(pointer: coarse)").matches,
    );
    expect(isCoarse).toBe(device.touch);
    const findings: string[] = [];
    for (const screen of screensOf(ids)) {
      try {
        await openScreen(page, origin, screen);
      } catch (error) {
        throw new Error(`Cannot open: ${screen.name}`, { cause: error });
      }
      const found = await findingsOf(page, device);
      findings.push(...found.map((line) => `${screen.name}: ${line}`));
    }
    expect(findings).toEqual([]);
    expect(errors).toEqual([]);
    await page.close();
  },
  WALK_MS,
);

it("shows the cover of a dataset as wide as its card on a phone", async () => {
  const { page } = await openOn(PHONE);
  const card = page.getByRole("link", { name: /^sample-fruit/ });
  const cover = await card.getByRole("presentation").boundingBox();
  const width = (await card.boundingBox())?.width ?? 0;
  expect(width).toBeGreaterThan(250);
  expect(cover?.width).toBeGreaterThan(width - 4);
  await page.close();
});

it.each([
  { device: PHONE, name: "390 wide" },
  { device: TABLET, name: "820 wide" },
  { device: { width: 1024, height: 768, touch: true }, name: "1024 wide" },
])("keeps Publish in view over the pictures, $name", async ({ device }) => {
  const { page } = await openOn(device);
  await page.goto(`${origin}#/label/${ids.job}`);
  await picture(page).waitFor();
  const publish = button(page, "Publish");
  const box = await publish.boundingBox();
  expect(box?.x).toBeGreaterThan(0);
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(device.width);
  await publish.click({ timeout: 5000 });
  await dialog(page).getByText("Publish a version").waitFor();
  await page.close();
});

// Last: it leaves the sample project stopped.
it.each(devices)(
  "has no serious finding while a job runs, $name",
  async ({ device }) => {
    const { page, errors } = await openOn(device);
    await page.goto(`${origin}#/exeml/${ids.project}`);
    await button(page, "Start new round").click();
    // The slowest: it is still at work when the tray is looked at.
    await dialog(page).getByText("accuracy_first").first().click();
    await dialog(page).getByRole("button", { name: "Start new round" }).click();
    await page.getByRole("progressbar", { name: "Training" }).waitFor();
    const findings = await findingsOf(page, device);

    const tray = screensOf(ids).find(({ name }) => name === "jobs");
    if (!tray) throw new Error("No screen of that name");
    await openScreen(page, origin, tray);
    const row = page
      .getByRole("article")
      .filter({ hasText: "Training" })
      .first();
    findings.push(...(await findingsOf(page, device)));
    await row.getByText("Running").waitFor();
    await row.getByRole("button", { name: "Cancel" }).click();
    await row.getByText("Cancelled").waitFor();
    expect(findings).toEqual([]);
    expect(errors).toEqual([]);
    await page.close();
  },
  WALK_MS,
);
