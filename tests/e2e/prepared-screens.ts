/** Screens and dialogs that show something only after it was prepared: `prepareFew`, two versions. */
import { button, dialog, picture, press, pressIn } from "./controls.ts";
import type { SampleIds, Screen } from "./screens.ts";

export function preparedScreens({ dataset, few }: SampleIds): Screen[] {
  const at = `/datasets/${dataset}`;
  const camera: Screen["open"] = async (page) => {
    await dialog(page).getByRole("button", { name: "Camera" }).click();
    await page.waitForFunction(
      () => (document.querySelector("video")?.videoWidth ?? 0) > 0,
    );
  };
  return [
    {
      name: "modify dataset",
      path: "/datasets",
      open: pressIn(/^More for/, "Modify"),
      shows: dialog,
    },
    {
      name: "sample preview",
      path: `${at}?tab=samples`,
      open: async (page) => picture(page).dblclick(),
      shows: (page) => dialog(page).getByRole("button", { name: "Download" }),
    },
    {
      name: "compared versions",
      path: `${at}?tab=versions`,
      open: press("Compare"),
      shows: (page) => page.getByText("unlabeled", { exact: true }),
    },
    {
      name: "camera",
      path: `${at}?import=new`,
      open: camera,
      shows: (page) => button(page, "Take a picture"),
    },
    {
      name: "pictures taken",
      path: `${at}?import=new`,
      open: async (page) => {
        await camera(page);
        await button(page, "Take a picture").click();
      },
      shows: (page) => button(page, "Import 1 picture"),
    },
    {
      name: "import report",
      path: `/datasets/${few.dataset}?import=${few.import}`,
      shows: (page) => page.getByRole("heading", { name: /^Problems: / }),
    },
    {
      name: "failed phase",
      path: `/exeml/${few.project}`,
      shows: (page) => button(page, "Retry"),
    },
  ];
}
