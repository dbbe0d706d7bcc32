import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { axeFindings, sidewaysScroll, smallTargets } from "./accessibility.ts";
import {
  LAPTOP,
  PHONE,
  Profile,
  startChromium,
  type RunningChromium,
} from "./chromium.ts";
import { openScreen, screensOf, type SampleIds } from "./screens.ts";
import { createProject, trainAndDeploy, trySample } from "./steps.ts";

const WALK_MS = 400_000;
const origin = inject("appUrl");
const profile = new Profile();
let chromium: RunningChromium;
let ids: SampleIds;

const lastPart = (address: string | null): string =>
  /([^/?]+)(\?.*)?$/.exec(address ?? "")?.[1] ?? "";

/** A trained and deployed sample project, so that no screen is empty. */
async function makeSample(page: Page): Promise<SampleIds> {
  await trySample(page);
  const job = lastPart(page.url());
  const dataset = lastPart(
    await page
      .getByRole("link", { name: "sample-fruit", exact: true })
      .getAttribute("href"),
  );
  await createProject(page, origin);
  const project = lastPart(page.url());
  await trainAndDeploy(page);
  const service = lastPart(page.url());
  await page.goto(`${origin}#/exeml/${project}`);
  const link = page.getByRole("link", { name: "Evaluation Results" }).first();
  const training = lastPart(await link.getAttribute("href"));
  const title = await page.getByRole("heading", { level: 1 }).innerText();
  return { dataset, job, project, training, service, model: `model-${title}` };
}

beforeAll(async () => {
  chromium = await startChromium(profile);
  const { page } = await chromium.open(origin);
  ids = await makeSample(page);
  await page.close();
}, WALK_MS);
afterAll(async () => {
  await chromium.close();
  profile.delete();
});

const looks = [
  { device: LAPTOP, name: "laptop", theme: "light" },
  { device: LAPTOP, name: "laptop", theme: "dark" },
  { device: PHONE, name: "phone", theme: "light" },
  { device: PHONE, name: "phone", theme: "dark" },
] as const;

it.each(looks)(
  "has no serious finding on any screen, $name $theme",
  async ({ device, theme }) => {
    const { page, errors } = await chromium.open(origin, device);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
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
      // Between the themes only colours differ.
      const rules = theme === "dark" ? ["color-contrast"] : [];
      const found = await axeFindings(page, rules);
      found.push(...(await sidewaysScroll(page)));
      if (device.touch && theme === "light")
        found.push(...(await smallTargets(page)));
      findings.push(...found.map((line) => `${screen.name}: ${line}`));
    }
    expect(findings).toEqual([]);
    expect(errors).toEqual([]);
    await page.close();
  },
  WALK_MS,
);
