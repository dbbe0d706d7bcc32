/** Every screen and dialog of the app, by what leads there. Used with a trained sample project. */
import type { Locator, Page } from "playwright-core";
import {
  button,
  dialog,
  fromNavigation,
  menu,
  picture,
  press,
  pressIn,
  tab,
} from "./controls.ts";
import { detectorScreens } from "./detector-screens.ts";
import { exemlScreens } from "./exeml-screens.ts";
import { objectScreens } from "./object-screens.ts";
import { preparedScreens } from "./prepared-screens.ts";
import { textScreens } from "./text-screens.ts";

/** Ids of the sample project, as addresses need them. */
export interface SampleIds {
  readonly dataset: string;
  readonly job: string;
  readonly project: string;
  readonly training: string;
  readonly service: string;
  readonly model: string;
  /** A labeling job in which objects are drawn. */
  readonly objects: string;
  /** A project of object detection, trained and deployed. */
  readonly detector: {
    readonly project: string;
    readonly training: string;
    readonly service: string;
  };
  /** A labeling job in which regions are drawn. */
  readonly regions: string;
  /** A project of text classification, trained and deployed. */
  readonly texts: {
    readonly job: string;
    readonly project: string;
    readonly training: string;
    readonly service: string;
    /** Where an import of texts waits for a word. */
    readonly import: string;
  };
  /** A second dataset: too few labels for its project, and an import that waits for a word. */
  readonly few: {
    readonly dataset: string;
    readonly project: string;
    readonly import: string;
  };
}

export interface Screen {
  readonly name: string;
  readonly path: string;
  /** What is there when the screen is complete. */
  readonly shows?: (page: Page) => Locator;
  /** Opens a dialog, a menu or a tab on it. */
  readonly open?: (page: Page) => Promise<void>;
}

function datasetScreens({ dataset, job }: SampleIds): Screen[] {
  const at = `/datasets/${dataset}`;
  return [
    { name: "datasets", path: "/datasets" },
    {
      name: "create dataset",
      path: "/datasets?create=1",
      shows: dialog,
    },
    {
      name: "dataset menu",
      path: "/datasets",
      open: press(/^More for/),
      shows: menu,
    },
    {
      name: "delete dataset",
      path: "/datasets",
      open: pressIn(/^More for/, "Delete"),
      shows: dialog,
    },
    { name: "dashboard", path: at },
    { name: "samples", path: `${at}?tab=samples`, shows: picture },
    {
      name: "all samples selected",
      path: `${at}?tab=samples`,
      open: press("Select all"),
    },
    { name: "versions", path: `${at}?tab=versions` },
    { name: "import", path: `${at}?import=new`, shows: dialog },
    { name: "publish", path: `${at}?publish=${job}`, shows: dialog },
    { name: "export", path: `${at}?export=new`, shows: dialog },
    { name: "export history", path: `${at}?exports=1`, shows: dialog },
    { name: "no such dataset", path: "/datasets/nothing" },
  ];
}

function labelScreens({ job }: SampleIds): Screen[] {
  const at = `/label/${job}`;
  return [
    { name: "labeling jobs", path: "/label" },
    {
      name: "create labeling job",
      path: "/label",
      open: press("Create Labeling Job"),
      shows: dialog,
    },
    {
      name: "labeling job menu",
      path: "/label",
      open: press(/^More operations/),
      shows: menu,
    },
    { name: "labeling", path: at, shows: picture },
    {
      name: "labeled pictures",
      path: at,
      open: tab(/^Labeled/),
      shows: picture,
    },
    { name: "nothing to confirm", path: at, open: tab(/^To Be Confirmed/) },
    {
      name: "filter",
      path: at,
      open: press("Add Filter Criterion"),
      shows: dialog,
    },
    {
      name: "select menu",
      path: at,
      open: press("Select Images on Current Page"),
      shows: menu,
    },
    {
      name: "import history",
      path: at,
      open: pressIn("Add data", "View historical records"),
      shows: dialog,
    },
    {
      name: "single picture",
      path: at,
      open: async (page) => {
        await picture(page).waitFor();
        await page.keyboard.press("Enter");
      },
      shows: (page) => button(page, "Next image"),
    },
    {
      name: "shortcuts",
      path: at,
      open: async (page) => {
        await picture(page).waitFor();
        await page.keyboard.press("?");
      },
      shows: dialog,
    },
    { name: "statistics", path: `${at}?tab=statistics` },
    { name: "labels", path: `${at}?tab=management` },
    {
      name: "add label",
      path: `${at}?tab=management`,
      open: press("Add Label"),
      shows: dialog,
    },
    {
      name: "delete label",
      path: `${at}?tab=management`,
      open: press("Delete ripe"),
      shows: dialog,
    },
    { name: "no such labeling job", path: "/label/nothing" },
  ];
}

function modelScreens(ids: SampleIds): Screen[] {
  const service = `/services/${ids.service}`;
  return [
    { name: "models", path: "/models" },
    {
      name: "model menu",
      path: "/models",
      open: press(/^More for/),
      shows: menu,
    },
    { name: "model", path: `/models/${ids.model}` },
    { name: "services", path: "/services" },
    ...["Prediction", "Usage Guides", "Monitoring", "Events"].map((name) => ({
      name: `service, ${name}`,
      path: service,
      open: tab(name),
    })),
  ];
}

/** @param ids of a sample project that was trained and deployed. */
export function screensOf(ids: SampleIds): readonly Screen[] {
  return [
    { name: "home", path: "/" },
    ...datasetScreens(ids),
    ...labelScreens(ids),
    ...exemlScreens(ids),
    ...modelScreens(ids),
    ...preparedScreens(ids),
    ...objectScreens(ids),
    ...detectorScreens(ids),
    ...textScreens(ids),
    { name: "settings", path: "/settings" },
    { name: "storage", path: "/settings/storage" },
    { name: "audit log", path: "/settings/audit" },
    { name: "licences", path: "/settings/licenses" },
    { name: "help", path: "/help" },
    {
      name: "jobs",
      path: "/",
      open: async (page) => fromNavigation(page, /^Jobs|jobs?$/),
      shows: (page) => page.getByRole("region", { name: "Jobs" }),
    },
    { name: "no such page", path: "/nowhere" },
  ];
}

/** Opens a screen anew and waits until it stands still. */
export async function openScreen(
  page: Page,
  origin: string,
  { path, open, shows }: Screen,
): Promise<void> {
  // Another page in between takes away what was opened on the last one.
  await page.goto(`${origin}#/blank`);
  await page.getByRole("heading", { name: "There is no such page" }).waitFor();
  await page.goto(`${origin}#${path}`);
  await page.getByRole("main").waitFor();
  await page.waitForFunction(() => !document.querySelector("[data-spinner]"));
  await open?.(page);
  await shows?.(page).first().waitFor();
  await page.evaluate(
    () =>
      new Promise((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(resolve)),
      ),
  );
}
