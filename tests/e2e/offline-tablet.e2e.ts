import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { mixedPhotos, PATTERNS, photo } from "../support/photo-folder.ts";
import { TABLET, tap } from "./chromium.ts";
import { Journey, kept, shot } from "./journey.ts";
import { serveApp } from "./serve-app.ts";
import { cells, predict, shownLabeled } from "./steps.ts";

const PHOTOS = 10;
const journey = new Journey();
const photos = journey.folder(mixedPhotos(PHOTOS));
const fresh = journey.folder({ "new.png": photo("stripes", 99) });

/** The first visit, online; afterwards no server answers at that address. */
async function visitOnce(): Promise<string> {
  const server = await serveApp();
  const { page } = await journey.open(server.url, TABLET);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await kept(page);
  await server.close();
  await journey.restart();
  return server.url;
}

it("takes own photos to predictions by touch, with no network from a cold start", async () => {
  const origin = await visitOnce();
  await expect(fetch(origin)).rejects.toThrow();
  const { page, errors } = await journey.open(origin, TABLET);

  await tap(page.getByRole("button", { name: /Start with my data/ }));
  await shot(page, "01-create");
  await page
    .locator('input[type="file"][multiple]')
    .setInputFiles(readdirSync(photos).map((name) => join(photos, name)));
  await tap(page.getByRole("button", { name: "Submit" }));
  await tap(page.getByRole("button", { name: /^Import 30 samples/ }));
  await shot(page, "02-importing");
  await tap(page.getByRole("link", { name: "Label them now" }));
  await expect
    .poll(() => cells(page).first().getAttribute("aria-setsize"))
    .toBe(String(PHOTOS * PATTERNS.length));
  await shot(page, "03-grid");

  await tap(cells(page).first());
  await tap(page.getByRole("button", { name: "Show all labels" }));
  for (const [i, pattern] of PATTERNS.entries()) {
    await page.getByText(`IMG_${String(1000 + i)}.png`).waitFor();
    await page.getByRole("textbox", { name: /Type a label/ }).fill(pattern);
    await tap(page.getByRole("button", { name: `Create "${pattern}"` }));
  }
  await tap(page.getByRole("button", { name: "Show fewer labels" }));
  await shot(page, "04-single");
  for (let i = PATTERNS.length; i < PHOTOS * PATTERNS.length; i += 1) {
    const pattern = PATTERNS[i % PATTERNS.length] ?? "disc";
    await page.getByText(`IMG_${String(1000 + i)}.png`).waitFor();
    await tap(page.getByRole("button", { name: `Label with ${pattern}` }));
  }
  await shot(page, "05-labeled");
  await expect.poll(() => shownLabeled(page)).toBe(PHOTOS * PATTERNS.length);

  await tap(page.getByRole("link", { name: "Create an ExeML project" }));
  await shot(page, "06-create");
  await tap(page.getByRole("dialog").getByText(/Relaxed/));
  await tap(
    page.getByRole("dialog").getByRole("button", { name: "Create Project" }),
  );
  await tap(page.getByRole("button", { name: "Next", exact: true }));
  await page.getByText("Awaiting input").first().waitFor({ timeout: 120_000 });
  await shot(page, "07-trained");
  await tap(page.getByRole("button", { name: "Next", exact: true }));
  await tap(page.getByRole("link", { name: "Open the service" }));
  const result = await predict(page, join(fresh, "new.png"));
  await shot(page, "08-predicted");
  expect(result).toMatchObject({ predicted_label: "stripes" });
  expect(errors).toEqual([]);
});
