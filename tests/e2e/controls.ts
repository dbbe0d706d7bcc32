/** How a walk through the screens finds what it presses. */
import type { Locator, Page } from "playwright-core";

export const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole("button", { name, exact: typeof name === "string" }).first();
export const press =
  (name: string | RegExp) =>
  async (page: Page): Promise<void> =>
    button(page, name).click();
export const pressIn =
  (menu: string | RegExp, item: string) =>
  async (page: Page): Promise<void> => {
    await button(page, menu).click();
    await page.getByRole("menuitem", { name: item, exact: true }).click();
  };
export const tab =
  (name: string | RegExp) =>
  async (page: Page): Promise<void> =>
    page.getByRole("tab", { name }).first().click();
export const dialog = (page: Page): Locator => page.getByRole("dialog");
export const menu = (page: Page): Locator => page.getByRole("menu");
/** The surface on which objects are drawn, once its picture is decoded. */
export const surface = (page: Page): Locator =>
  page.locator("[role=application]:not([aria-busy])");
export const picture = (page: Page): Locator =>
  page.getByRole("option").first();

/** Help and the like stand in the navigation, or under More on a phone. */
export async function fromNavigation(
  page: Page,
  name: string | RegExp,
): Promise<void> {
  const more = page.getByRole("button", { name: "More", exact: true });
  if (await more.isVisible()) await more.click();
  await button(page, name).click();
}

/** The system's own dialog, which `open` asks for, is taken to have been answered with the file. */
export async function answerFileDialog(
  page: Page,
  file: string,
  open: () => Promise<void>,
): Promise<void> {
  const asked = page.waitForEvent("filechooser");
  await open();
  await (await asked).setFiles(file);
}
