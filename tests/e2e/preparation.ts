/** What a walk through the screens looks at, made once by hand: no screen shall be empty. */
import { rmSync } from "node:fs";
import type { Page } from "playwright-core";
import { folderOf, photo, type Pattern } from "../support/photo-folder.ts";
import { button, dialog } from "./controls.ts";
import { prepareDetector } from "./detector-screens.ts";
import { prepareObjects, prepareRegions } from "./object-screens.ts";
import type { SampleIds } from "./screens.ts";
import { createProject, next, trainAndDeploy, trySample } from "./steps.ts";
import { prepareTexts } from "./text-screens.ts";

const lastPart = (address: string | null): string =>
  /([^/?]+)(\?.*)?$/.exec(address ?? "")?.[1] ?? "";
const importOf = (page: Page): string =>
  /import=(?!new)([^&]+)/.exec(page.url())?.[1] ?? "";

/** Photos in one folder a label, too few for the guide's rules, and files that are no pictures. */
function fewPhotos(): Record<string, Buffer> {
  const labels: readonly Pattern[] = ["disc", "stripes"];
  const photos = labels.flatMap((label) =>
    [1, 2, 3].map((n) => [`${label}/${String(n)}.png`, photo(label, n)]),
  );
  const broken = Array.from({ length: 9 }, (_, n) => [
    `disc/broken-${String(n)}.png`,
    Buffer.from(n % 2 === 0 ? "no picture" : ""),
  ]);
  return Object.fromEntries([...photos, ...broken]) as Record<string, Buffer>;
}

/** Chooses the folder in the import dialog of a dataset; ends on the report. */
async function openReport(
  page: Page,
  origin: string,
  dataset: string,
  folder: string,
): Promise<void> {
  await page.goto(`${origin}#/datasets/${dataset}?import=new`);
  await dialog(page).locator("input[webkitdirectory]").setInputFiles(folder);
  await page.getByRole("heading", { name: /^Problems: / }).waitFor();
}

/** A dataset whose project fails at Check Data, and a second import of it that waits. */
async function prepareFew(
  page: Page,
  origin: string,
): Promise<SampleIds["few"]> {
  const folder = folderOf(fewPhotos());
  try {
    await page.goto(`${origin}#/datasets?create=1`);
    await dialog(page).getByLabel("Name").fill("few-photos");
    await dialog(page).getByRole("button", { name: "Submit" }).click();
    await page.waitForURL(/#\/datasets\/\w+$/);
    const dataset = lastPart(page.url());
    await openReport(page, origin, dataset, folder);
    await button(page, /^Import \d/).click();
    await button(page, "Stay here").click();

    await page.goto(`${origin}#/exeml?create=${dataset}`);
    await dialog(page)
      .getByText(/^Guide/)
      .click();
    await dialog(page).getByRole("button", { name: "Create Project" }).click();
    await page.waitForURL(/#\/exeml\/\w+$/);
    const project = lastPart(page.url());
    await next(page);
    await page.getByText("Must be mended").first().waitFor();

    await openReport(page, origin, dataset, folder);
    return { dataset, project, import: importOf(page) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A second version, which differs by a label. */
async function publishAgain(
  page: Page,
  origin: string,
  dataset: string,
  job: string,
): Promise<void> {
  await page.goto(`${origin}#/label/${job}`);
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("1");
  await page.goto(`${origin}#/datasets/${dataset}?publish=${job}`);
  await dialog(page)
    .getByRole("button", { name: "Publish", exact: true })
    .click();
  await page.waitForURL(/tab=versions/);
}

/** A trained and deployed sample project with two versions, and a project that fails. */
export async function prepareAll(
  page: Page,
  origin: string,
): Promise<SampleIds> {
  await trySample(page);
  const job = lastPart(page.url());
  const dataset = lastPart(
    await page
      .getByRole("link", { name: "sample-fruit", exact: true })
      .getAttribute("href"),
  );
  await createProject(page, origin, "create=1", true);
  const project = lastPart(page.url());
  await trainAndDeploy(page);
  const service = lastPart(page.url());
  await page.goto(`${origin}#/exeml/${project}`);
  const link = page.getByRole("link", { name: "Evaluation Results" }).first();
  const training = lastPart(await link.getAttribute("href"));
  const title = await page.getByRole("heading", { level: 1 }).innerText();
  await publishAgain(page, origin, dataset, job);
  const few = await prepareFew(page, origin);
  const objects = lastPart(await prepareObjects(page, origin));
  const detector = await prepareDetector(page, origin);
  const regions = lastPart(await prepareRegions(page, origin));
  const texts = await prepareTexts(page, origin);
  const model = `model-${title}`;
  const trained = { project, training, service, model, detector, texts };
  return { dataset, job, ...trained, few, objects, regions };
}
