/** Screens on which objects are drawn, in a job of their own on the sample pictures. */
import type { Page } from "playwright-core";
import { button, dialog, picture, press, surface, tab } from "./controls.ts";
import type { SampleIds, Screen } from "./screens.ts";

/** A labeling job on the sample pictures with one label, `leaf`. @returns its address. */
async function prepareJob(
  page: Page,
  origin: string,
  type: string,
): Promise<string> {
  await page.goto(`${origin}#/label?new=1`);
  await dialog(page).getByLabel("Labeling Type").click();
  await page.getByRole("option", { name: type }).click();
  await dialog(page).getByLabel("Dataset Name").click();
  await page.getByRole("option", { name: "sample-fruit" }).click();
  await dialog(page).getByLabel("Label name").fill("leaf");
  await button(page, "Add Label").click();
  await button(page, "OK").click();
  await page.waitForURL(/#\/label\/\w+$/);
  return page.url();
}

export const prepareRegions = (page: Page, origin: string): Promise<string> =>
  prepareJob(page, origin, "Image segmentation");

/** A labeling job of object detection with one label that has an attribute. @returns its address. */
export async function prepareObjects(
  page: Page,
  origin: string,
): Promise<string> {
  const job = await prepareJob(page, origin, "Object detection");
  await tab("Label Management")(page);
  await button(page, "Modify leaf").click();
  await button(page, "Add Label Attribute").click();
  await dialog(page).getByLabel("Attribute", { exact: true }).fill("colour");
  await dialog(page)
    .getByLabel(/^Values/)
    .fill("green, red");
  await button(page, "OK").click();
  // It closes when the label is stored.
  await dialog(page).waitFor({ state: "hidden" });
  return job;
}

/** Opens the next unlabeled picture and draws a box, which is selected then. */
async function drawBox(page: Page): Promise<void> {
  await picture(page).dblclick();
  const area = surface(page);
  await area.waitFor();
  const box = await area.boundingBox();
  if (!box) throw new Error("There is no surface");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x - 40, y - 40);
  await page.mouse.down();
  await page.mouse.move(x + 10, y + 20);
  await page.mouse.move(x + 40, y + 50);
  await page.mouse.up();
  const opener = button(page, "Show all labels");
  if (await opener.isVisible()) await opener.click();
}

/** Opens the next unlabeled picture and paints a region, which is selected then. */
async function paintRegion(page: Page): Promise<void> {
  await picture(page).dblclick();
  const area = surface(page);
  await area.waitFor();
  await page.keyboard.press("b");
  await page.keyboard.press("m");
}

export function objectScreens({ objects, regions }: SampleIds): Screen[] {
  const at = `/label/${objects}`;
  return [
    {
      name: "painted region",
      path: `/label/${regions}`,
      open: paintRegion,
      shows: (page) => button(page, "To polygon"),
    },
    {
      name: "free-hand region",
      path: `/label/${regions}`,
      open: async (page) => {
        await paintRegion(page);
        await page.keyboard.press("o");
      },
      shows: (page) => page.getByRole("slider", { name: /^Simplify/ }),
    },
    {
      name: "drawn object",
      path: at,
      open: drawBox,
      shows: (page) => page.getByLabel("colour"),
    },
    {
      name: "how the picture is looked at",
      path: at,
      open: async (page) => {
        await drawBox(page);
        await press("View")(page);
      },
      shows: (page) => page.getByRole("slider", { name: /^Gamma/ }),
    },
    {
      name: "what to do with an object",
      path: at,
      open: async (page) => {
        await drawBox(page);
        const box = await page.getByRole("application").boundingBox();
        if (box)
          await page.mouse.click(
            box.x + box.width / 2,
            box.y + box.height / 2,
            { button: "right" },
          );
      },
      shows: (page) => page.getByRole("menuitem", { name: "Bring to front" }),
    },
    {
      name: "quick review",
      path: at,
      open: press("Quick Review"),
      shows: picture,
    },
    {
      name: "statistics of objects",
      path: at,
      open: tab("Task Statistics"),
      shows: (page) => page.getByRole("img").last(),
    },
    {
      name: "label with attributes",
      path: at,
      open: async (page) => {
        await tab("Label Management")(page);
        await button(page, "Modify leaf").click();
      },
      shows: (page) => dialog(page).getByLabel(/^Values/),
    },
  ];
}
