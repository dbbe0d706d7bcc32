/** Where the keys are after pages, dialogs and rows have come and gone. */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { Journey } from "./journey.ts";
import { KeyboardHand } from "./keyboard-hand.ts";
import { cells } from "./steps.ts";

const journey = new Journey();

/** What has the focus: its role or element, and its words. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement;
    const words = at?.getAttribute("aria-label") ?? at?.textContent ?? "";
    return `${at?.tagName.toLowerCase() ?? ""} ${words.trim()}`;
  });

it("opens pages on their heading, and hands the focus on when rows and dialogs go", async () => {
  const { page, errors } = await journey.open();
  const hand = new KeyboardHand(page);
  await hand.press("button", /^Try the sample project/);
  await page.waitForURL(/#\/label\//, { timeout: 60_000 });
  await cells(page).first().waitFor();
  await expect.poll(() => focused(page)).toBe("h1 sample-fruit-labels");

  // Labels and samples go by keys; so does the list they stood in.
  await page.keyboard.press("Delete");
  await hand.press("button", "Delete");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await expect.poll(() => focused(page)).toBe("h1 sample-fruit-labels");
  await hand.openTab(/Label Management|Labels/);
  await hand.press("button", "Delete ripe");
  await hand.press("button", "Delete");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page
    .getByRole("button", { name: "Delete ripe", exact: true })
    .waitFor({ state: "detached" });
  await expect.poll(() => focused(page)).not.toMatch(/^(body|main)/);
  await hand.press("button", "Add Label");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await expect.poll(() => focused(page)).toMatch(/^button Add Label/);

  await hand.press("link", "Models");
  await expect.poll(() => focused(page)).toBe("h1 Models");
  await hand.press("link", "Datasets");
  await expect.poll(() => focused(page)).toBe("h1 Datasets");
  await hand.press("button", /^More for/);
  await page.getByRole("menuitem", { name: "Delete" }).waitFor();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await hand.press("button", "Delete");
  await page.getByText("No datasets yet").waitFor();
  await expect.poll(() => focused(page)).toBe("h1 Datasets");
  await page.keyboard.press("Tab");
  await expect.poll(() => focused(page)).not.toMatch(/^body/);
  expect(errors).toEqual([]);
});
