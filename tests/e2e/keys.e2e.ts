/** Where the keys are after a page and a dialog have come and gone. */
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

it("opens a page on its heading, and hands the focus back when a sample is deleted", async () => {
  const { page, errors } = await journey.open();
  const hand = new KeyboardHand(page);
  await hand.press("button", /^Try the sample project/);
  await page.waitForURL(/#\/label\//, { timeout: 60_000 });
  await cells(page).first().waitFor();
  await expect.poll(() => focused(page)).toBe("h1 sample-fruit-labels");

  await page.keyboard.press("Delete");
  await hand.press("button", "Delete");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await expect.poll(() => focused(page)).toBe("h1 sample-fruit-labels");
  expect(errors).toEqual([]);
});
