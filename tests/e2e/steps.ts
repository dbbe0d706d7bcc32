/** What a person does in a journey, by the words on the screen. */
import type { Locator, Page } from "playwright-core";

const TRAINING_MS = 150_000;

/** From the home page to the labeling page of the sample project. */
export async function trySample(page: Page): Promise<void> {
  await page.getByRole("button", { name: /Try the sample project/ }).click();
  await page.waitForURL(/#\/label\//, { timeout: 60_000 });
  await cells(page).first().waitFor();
}

/** The pictures of the labeling grid. */
export const cells = (page: Page) =>
  page.getByRole("listbox").getByRole("option");

/** What gives a label to what is selected. */
export const labelButton = (page: Page, label: string): Locator =>
  page.locator("[data-label]").filter({ hasText: label });

/** The count in the tab `Labeled`, as shown. */
export async function shownLabeled(page: Page): Promise<number> {
  const text = await page
    .getByRole("tab", { name: /^Labeled/ })
    .first()
    .innerText();
  return Number(/\d[\d,]*/.exec(text)?.[0].replace(",", "") ?? Number.NaN);
}

/** In a dialog of training: what ends soonest. */
export async function chooseQuickest(page: Page): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Training options").click();
  await dialog.getByText("performance_first").first().click();
}

/**
 * Creates a project by the dialog; it ends on the project page.
 * @param query what the dialog opens with. @param isQuick its model need not be good.
 */
export async function createProject(
  page: Page,
  origin: string,
  query = "create=1",
  isQuick = false,
): Promise<void> {
  await page.goto(`${origin}#/exeml?${query}`);
  const dialog = page.getByRole("dialog");
  await dialog.getByText(/Relaxed/).click();
  if (isQuick) await chooseQuickest(page);
  await dialog.getByRole("button", { name: "Create Project" }).click();
  await page.waitForURL(/#\/exeml\/[^?]+$/);
}

export const next = (page: Page): Promise<void> =>
  page.getByRole("button", { name: "Next", exact: true }).click();

/**
 * Presses Next on Label Data, waits for training, deploys, and opens the service's page.
 * @param enough when the training has come so far it is stopped, and its best model kept.
 */
export async function trainAndDeploy(
  page: Page,
  enough?: RegExp,
): Promise<void> {
  await next(page);
  if (enough) {
    await page.getByText(enough).waitFor({ timeout: TRAINING_MS });
    await page.getByRole("button", { name: "Stop and keep the best" }).click();
  }
  await page
    .getByText("Awaiting input")
    .first()
    .waitFor({ timeout: TRAINING_MS });
  await next(page);
  await page.getByRole("link", { name: "Open the service" }).click();
  await page.waitForURL(/#\/services\//);
}

/** Predicts a file on the service's page; gives the result JSON as shown. */
export async function predict(page: Page, file: string): Promise<unknown> {
  await page.locator("input[type=file]").first().setInputFiles(file);
  await page.getByText("Result JSON").first().click({ timeout: 60_000 });
  const text = await page.locator("pre").first().innerText();
  return JSON.parse(text) as unknown;
}
