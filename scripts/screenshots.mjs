/**
 * `npm run screenshots`: the pictures of the README, taken from the built app with the sample project.
 * `npm run screenshots -- detection` takes that one alone, `-- sample` all others.
 * Needs a build (`npm run build`) and Chromium.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { serve } from "./serve.mjs";

const executablePath = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find(existsSync);
const folder = join(import.meta.dirname, "..", "docs");
const TRAINING_MS = 300_000;
/** Lower than the others: photographs make a heavy PNG, and a README should open at once. */
const PHOTOS = { width: 1240, height: 548 };
const TALL = { width: 1240, height: 760 };
const SCREEN = { width: 1240, height: 600 };

mkdirSync(folder, { recursive: true });
const server = await serve({ quiet: true });
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: ["--no-sandbox", "--disable-background-networking"],
});
const page = await browser.newPage({
  viewport: PHOTOS,
  colorScheme: "light",
  reducedMotion: "reduce",
});
const press = (name) =>
  page.getByRole("button", { name, exact: true }).first().click();
async function shoot(name) {
  // Notices come and go; the picture is of the screen.
  await page.addStyleTag({
    content: "[aria-live=polite]:not(aside *) { display: none }",
  });
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  console.log(`docs/${name}.png`);
}

/** A set for developers, beside the repository where it is at hand. */
const RACCOONS = join(import.meta.dirname, "../../shared/data/dev/raccoon");
/** Pictures to learn from; the ones after them are not seen. */
const LEARNED = 160;
const UNSEEN = 167;

/** A detector of raccoons looks at a picture that it has not learned from. */
async function shootDetection() {
  if (!existsSync(RACCOONS)) {
    console.log(`docs/detection.png stays as it is: there is no ${RACCOONS}`);
    return;
  }
  const pictures = readdirSync(join(RACCOONS, "images")).sort();
  const files = pictures
    .slice(0, LEARNED)
    .flatMap((name) => [
      join(RACCOONS, "images", name),
      join(RACCOONS, "annotations", name.replace(/\.jpg$/, ".xml")),
    ]);
  const dialog = page.getByRole("dialog");
  await page.goto(`${server.url}#/datasets?create=1`);
  await dialog.getByLabel(/^Name/).fill("raccoons");
  await dialog
    .locator('input[type="file"][multiple]')
    .first()
    .setInputFiles(files);
  await dialog.getByRole("button", { name: "Submit" }).click();
  await dialog.getByRole("button", { name: /^Import \d+/ }).click();
  await dialog
    .getByRole("link", { name: "Train a model" })
    .click({ timeout: 120_000 });
  await dialog.getByText("Training options").click();
  await dialog.getByText("performance_first").first().click();
  await dialog.getByRole("button", { name: "Create Project" }).click();
  await page.waitForURL(/#\/exeml\/[^?]+$/);
  await press("Next");
  const deploy = page.getByText("Awaiting input").first();
  await deploy.waitFor({ timeout: 3 * TRAINING_MS });
  await press("Next");
  await page.getByRole("link", { name: "Open the service" }).click();
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles(join(RACCOONS, "images", pictures[UNSEEN]));
  const json = page.getByText("Result JSON").first();
  await json.waitFor({ timeout: 60_000 });
  await json.evaluate((shown) =>
    shown.closest("section").scrollIntoView({ block: "center" }),
  );
  await shoot("detection");
}

/** Photographs in folders that name their labels, beside the repository where they are at hand. */
const PHOTOGRAPHS = join(import.meta.dirname, "../../shared/data/dev/trashnet");
const KINDS = ["glass", "metal", "paper"];
const EACH = 40;

/** A folder is looked at before anything of it is taken in: some of its files are damaged. */
async function shootImport() {
  if (!existsSync(PHOTOGRAPHS)) {
    console.log(`docs/import.png stays as it is: there is no ${PHOTOGRAPHS}`);
    return;
  }
  const base = mkdtempSync(join(tmpdir(), "waste-"));
  const waste = join(base, "waste");
  for (const kind of KINDS) {
    mkdirSync(join(waste, kind), { recursive: true });
    const names = readdirSync(join(PHOTOGRAPHS, kind)).sort().slice(0, EACH);
    for (const name of names)
      cpSync(join(PHOTOGRAPHS, kind, name), join(waste, kind, name));
  }
  const whole = readFileSync(join(waste, "glass", "glass1.jpg"));
  writeFileSync(join(waste, "glass", "cut short.jpg"), whole.subarray(0, 4000));
  writeFileSync(join(waste, "glass", "empty.jpg"), "");
  writeFileSync(join(waste, "paper", "glass again.jpg"), whole);
  const dialog = page.getByRole("dialog");
  await page.goto(`${server.url}#/datasets?create=1`);
  await dialog.getByLabel(/^Name/).fill("waste");
  await dialog.locator("input[webkitdirectory]").setInputFiles(waste);
  await dialog.getByRole("button", { name: "Submit" }).click();
  await dialog.getByRole("button", { name: /^Import \d+/ }).waitFor();
  await shoot("import");
  rmSync(base, { recursive: true });
}

/** Boxes round the fruit of two pictures, in a job of their own. */
async function shootDrawing() {
  await page.goto(`${server.url}#/label?new=1`);
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Labeling Type").click();
  await page.getByRole("option", { name: "Object detection" }).click();
  for (const name of ["apple", "leaf"]) {
    await dialog.getByLabel("Label name").fill(name);
    await dialog.getByRole("button", { name: "Add Label" }).click();
  }
  await dialog.getByRole("button", { name: "OK" }).click();
  await page.waitForURL(/#\/label\/./);
  await page.getByRole("option").first().dblclick();
  const area = page.getByRole("application");
  await area.waitFor();
  await page.waitForTimeout(1000);
  const { x, y, width, height } = await area.boundingBox();
  const drag = async (from, to) => {
    await page.mouse.move(x + width * from[0], y + height * from[1]);
    await page.mouse.down();
    await page.mouse.move(x + width * to[0], y + height * to[1], { steps: 4 });
    await page.mouse.up();
  };
  await page.getByRole("button", { name: "Close" }).last().click();
  await drag([0.34, 0.18], [0.615, 0.64]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("2");
  const outline = [
    [0.255, 0.877],
    [0.293, 0.767],
    [0.369, 0.727],
    [0.437, 0.75],
    [0.395, 0.838],
    [0.31, 0.901],
  ];
  for (const [left, top] of outline)
    await page.mouse.click(x + width * left, y + height * top);
  await page.keyboard.press("Enter");
  await page.keyboard.press("2");
  await page.evaluate(() => document.activeElement?.blur());
  await shoot("drawing");
}

async function shootSample() {
  await page.goto(server.url);
  await page.getByRole("button", { name: /Try the sample project/ }).click();
  await page.waitForURL(/#\/label\//, { timeout: 60_000 });
  await page.getByRole("option").nth(8).waitFor();
  for (const key of ["3", "1", "2"]) await page.keyboard.press(key);
  await shoot("labeling");
  await shootDrawing();
  await page.setViewportSize(TALL);
  await shootImport();
  await page.setViewportSize(SCREEN);

  await page.goto(`${server.url}#/exeml?create=1`);
  await page
    .getByRole("dialog")
    .getByText(/Relaxed/)
    .click();
  await press("Create Project");
  await page.waitForURL(/#\/exeml\/[^?]+$/);
  const project = page.url();
  await press("Next");
  const deploy = page.getByText("Awaiting input").first();
  await deploy.waitFor({ timeout: TRAINING_MS });
  await page.getByRole("button", { name: /^Classify Images/ }).click();
  await shoot("project");

  await page.getByRole("link", { name: "Evaluation Results" }).first().click();
  await page.getByRole("grid").waitFor();
  await shoot("evaluation");

  await page.goto(project);
  await press("Next");
  await page.getByRole("link", { name: "Open the service" }).click();
  await page.waitForURL(/#\/services\/./);
  await shoot("service");
  await page.goto(`${server.url}#/models`);
  await page.getByRole("button", { name: "Deploy" }).first().waitFor();
  await shoot("models");
  await page.goto(`${server.url}#/settings/storage`);
  await page.getByRole("button", { name: "Back up everything" }).waitFor();
  await shoot("storage");
  await page.goto(`${server.url}#/datasets`);
  await page
    .getByRole("link", { name: /sample/ })
    .first()
    .click();
  await page.waitForURL(/#\/datasets\/./);
  await shoot("dataset");

  await page.goto(`${server.url}#/`);
  await page.getByRole("heading", { name: "Recent datasets" }).waitFor();
  await shoot("home");
}

try {
  if (process.argv[2] !== "detection") await shootSample();
  await page.setViewportSize(SCREEN);
  if (process.argv[2] !== "sample") await shootDetection();
} finally {
  await browser.close();
  await server.close();
}
