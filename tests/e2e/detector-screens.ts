/** Screens of a trained detector: its project, its evaluation, what it predicts. */
import { rmSync } from "node:fs";
import type { Page } from "playwright-core";
import { scene, sceneFiles } from "../support/drawn-scenes.ts";
import { folderOf } from "../support/photo-folder.ts";
import { button, dialog, press } from "./controls.ts";
import { createDetector, importBoxes, pathsIn } from "./detector-steps.ts";
import type { SampleIds, Screen } from "./screens.ts";
import { trainAndDeploy } from "./steps.ts";

const lastPart = (address: string | null): string =>
  /([^/?]+)(\?.*)?$/.exec(address ?? "")?.[1] ?? "";
const SCENES = 16;
const UNSEEN = 201;
/** Its figures need not be good. */
const FOUND_SOMETHING = /\b[2-7]\d \/ 80 epochs/;

export async function prepareDetector(
  page: Page,
  origin: string,
): Promise<SampleIds["detector"]> {
  const scenes = sceneFiles(SCENES);
  const folder = folderOf(scenes);
  try {
    const paths = pathsIn(folder, scenes);
    const dataset = await importBoxes(page, origin, "scenes", paths);
    const address = await createDetector(page, origin, dataset);
    await trainAndDeploy(page, FOUND_SOMETHING);
    const service = lastPart(page.url());
    await page.goto(address);
    const link = page.getByRole("link", { name: "Evaluation Results" }).first();
    const training = lastPart(await link.getAttribute("href"));
    return { project: lastPart(address), training, service };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function detectorScreens({ detector }: SampleIds): Screen[] {
  const project = `/exeml/${detector.project}`;
  const evaluation = `${project}/evaluation/${detector.training}`;
  /** So strict that something is missed. */
  const strict = async (page: Page): Promise<void> => {
    await page.getByRole("slider", { name: /^Score/ }).fill("0.99");
    await button(page, /^\d+ Missed/).click();
  };
  return [
    {
      name: "create detector project",
      path: "/exeml?create=1&type=object_detection",
      shows: dialog,
    },
    {
      name: "project, Detect Objects",
      path: project,
      open: press(/^Detect Objects/),
    },
    {
      name: "project, Check Data of objects",
      path: project,
      open: press(/^Check Data/),
    },
    {
      name: "evaluation of a detector",
      path: evaluation,
      open: strict,
      shows: (page) => button(page, /\.png: Missed/),
    },
    {
      name: "judged picture, large",
      path: evaluation,
      open: async (page) => {
        await strict(page);
        await button(page, /\.png: Missed/).click();
      },
      shows: (page) => dialog(page).getByRole("img"),
    },
    {
      name: "service, boxes",
      path: `/services/${detector.service}`,
      open: async (page) => {
        const input = page.locator("input[type=file]").first();
        await input.setInputFiles({
          name: "unseen.png",
          mimeType: "image/png",
          buffer: scene(UNSEEN),
        });
      },
      shows: (page) => page.getByText("Result JSON"),
    },
    {
      name: "service, camera",
      path: `/services/${detector.service}`,
      open: press("Camera"),
      shows: (page) => page.getByText(/[1-9][\d.]* frames per second/),
    },
  ];
}
