import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import { beforeAll, expect, it } from "vitest";
import { photo } from "../support/photo-folder.ts";
import { Journey, kept } from "./journey.ts";
import { storedIn } from "./stored.ts";

const journey = new Journey({ isNewEachTest: true });
const { origin } = journey;
const folder = journey.folder({});
const archive = join(folder, "photos.zip");
const PHOTOS = 60;

beforeAll(() => {
  const files = Array.from({ length: PHOTOS }, (_, i) => [
    `IMG_${String(i)}.png`,
    new Uint8Array(Buffer.concat([photo("disc", i), Buffer.alloc(30_000, i)])),
  ]);
  writeFileSync(
    archive,
    zipSync(Object.fromEntries(files) as Record<string, Uint8Array>, {
      level: 0,
    }),
  );
});

const WHEN = [
  { left: 1_000_000, when: "before the archive is taken over" },
  { left: 4_000_000, when: "while it is unpacked" },
  { left: 5_300_000, when: "at its last files" },
];

it.each(WHEN)(
  "an import that finds no space $when waits, says how much is missing, and ends whole after space was made",
  async ({ left }) => {
    const { page } = await journey.open("#/datasets?create=1");
    // The app's own files take room too, and come in the background.
    await kept(page);
    const session = await journey.chromium.context.newCDPSession(page);
    const site = new URL(origin).origin;
    const limit = (quotaSize?: number): Promise<unknown> =>
      session.send("Storage.overrideQuotaForOrigin", {
        origin: site,
        ...(quotaSize === undefined ? {} : { quotaSize }),
      });
    await page
      .locator('input[type="file"][multiple]')
      .setInputFiles(archive, { timeout: 60_000 });
    const used = await page.evaluate(
      async () => (await navigator.storage.estimate()).usage ?? 0,
    );
    await limit(used + left);
    await page.getByRole("button", { name: "Submit" }).click();
    await page.getByText("Not enough space").first().waitFor();
    expect((await storedIn(page)).violations).toEqual([]);
    await limit();
    await page.getByRole("button", { name: "Try again" }).click();
    await page
      .getByRole("button", { name: `Import ${String(PHOTOS)} samples` })
      .click();
    await expect
      .poll(async () => (await storedIn(page)).jobs, { timeout: 60_000 })
      .toEqual([{ kind: "import", state: "done" }]);
    const found = await storedIn(page);
    expect(found.violations).toEqual([]);
    expect(found.datasets.map(({ samples }) => samples)).toEqual([PHOTOS]);
  },
);
