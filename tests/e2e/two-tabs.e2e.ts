import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { Journey } from "./journey.ts";
import { shownLabeled, trySample } from "./steps.ts";
import { storedIn } from "./stored.ts";

const journey = new Journey();

it("two tabs label one job at once: nothing is lost, nothing contradicts, both show the same", async () => {
  const { page: one, errors } = await journey.open();
  await trySample(one);
  const { page: two, errors: more } = await journey.open(one.url());
  const before = await shownLabeled(one);
  await two.getByRole("listbox").getByRole("option").last().waitFor();
  // From both ends of the list, so that they meet as late as possible.
  await two.keyboard.press("End");
  const press = async (page: Page, key: string): Promise<void> => {
    for (let i = 0; i < 12; i += 1) await page.keyboard.press(key);
  };
  await Promise.all([press(one, "1"), press(two, "2")]);
  await expect
    .poll(
      async () =>
        (await storedIn(one)).items.filter((state) => state === "labeled")
          .length,
    )
    .toBe(before + 24);
  for (const page of [one, two])
    await expect.poll(() => shownLabeled(page)).toBe(before + 24);
  // Undo goes through the one journal, whoever made the gesture.
  await one.keyboard.press("Control+z");
  await two.keyboard.press("Control+z");
  for (const page of [one, two])
    await expect.poll(() => shownLabeled(page)).toBe(before + 22);
  expect((await storedIn(two)).violations).toEqual([]);
  expect([...errors, ...more]).toEqual([]);
});
