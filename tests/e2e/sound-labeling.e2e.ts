/** Recordings from files and the microphone, labeled by keys and fingers, and out again. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { writeWav } from "#media/wav-write.ts";
import { tone } from "../support/tone.ts";
import { axeFindings, sidewaysScroll, smallTargets } from "./accessibility.ts";
import { LAPTOP, PHONE, TABLET, tap } from "./chromium.ts";
import { button } from "./controls.ts";
import { exportedZip } from "./export-steps.ts";
import { Journey, shot } from "./journey.ts";
import { moveAndRepeat, player, storedSound } from "./sound-hand.ts";
import { cells, shownLabeled } from "./steps.ts";

const journey = new Journey({
  flags: ["--autoplay-policy=no-user-gesture-required"],
});
const { origin } = journey;
const wav = (hertz: number, seconds = 1.5): Buffer =>
  Buffer.from(writeWav(tone({ hertz, seconds, rate: 16_000 })));
const folder = journey.folder({
  "low/1.wav": wav(200),
  "low/2.wav": wav(220),
  "low/3.wav": wav(240, 2.5),
  "high/4.wav": wav(3000),
  "high/5.wav": wav(3200),
  "high/6.wav": wav(3400),
  "high/broken.wav": Buffer.from("RIFF----WAVEjunk"),
});
const open = journey.folder({
  "7.wav": wav(500),
  "8.wav": wav(600),
  "9.wav": wav(700),
});
let job = "";

const dialog = (page: Page) => page.getByRole("dialog");
const inDialog = (page: Page, name: string | RegExp): Promise<void> =>
  dialog(page).getByRole("button", { name }).click();

/** A dataset of a folder, up to the report of its import. */
async function createSounds(
  page: Page,
  name: string,
  from: string,
): Promise<void> {
  await page.goto(`${origin}#/datasets?create=1`);
  await dialog(page)
    .getByRole("radio", { name: /^Audio/ })
    .click();
  await dialog(page).getByLabel("Name").fill(name);
  await dialog(page).locator("input[webkitdirectory]").setInputFiles(from);
  await inDialog(page, "Submit");
  await dialog(page)
    .getByText(/audio classification dir 1.0.*suggested/)
    .waitFor();
}

it("takes folders of recordings to labels by keys, and out again", async () => {
  const { page, errors } = await journey.open("", LAPTOP);
  await createSounds(page, "sounds", folder);
  await dialog(page)
    .getByText(/no format part/)
    .first()
    .waitFor({ state: "attached" });
  await shot(page, "import");
  await inDialog(page, "Import 6 samples");
  await dialog(page)
    .getByText(/6 samples imported, 6 labeled/)
    .waitFor();
  await dialog(page).getByRole("link", { name: "Look at the labels" }).click();
  await page.waitForURL(/#\/label\//);
  job = page.url();

  await page.getByRole("button", { name: "Add data" }).first().click();
  await page.getByRole("menuitem", { name: "Add data" }).click();
  await dialog(page)
    .locator("input[type=file]")
    .first()
    .setInputFiles(["7.wav", "8.wav", "9.wav"].map((name) => join(open, name)));
  await inDialog(page, "Import 3 samples");
  await dialog(page)
    .getByText(/3 samples imported/)
    .waitFor();
  await page.goto(job);
  await page.getByRole("tab", { name: /^Unlabeled/ }).click();
  await expect.poll(() => cells(page).count()).toBe(3);
  await player(page).getByText("0:01.5").waitFor();

  await cells(page).first().click();
  await page.keyboard.press(" ");
  await player(page).getByRole("button", { name: "Pause" }).waitFor();
  await page.keyboard.press("]");
  await page.keyboard.press("l");
  await player(page).getByText("1.25×").waitFor();
  expect(
    await player(page)
      .getByRole("button", { name: "Repeat" })
      .getAttribute("aria-pressed"),
  ).toBe("true");
  await page.keyboard.press(" ");
  await shot(page, "list");
  await page.keyboard.press("1");
  await expect.poll(() => shownLabeled(page)).toBe(7);

  await page.getByLabel("Confirm labels given by keys").click();
  await cells(page).first().click();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("2");
  await dialog(page)
    .getByText(/Label .* as /)
    .waitFor();
  await shot(page, "confirm");
  await inDialog(page, "OK");
  await expect.poll(() => shownLabeled(page)).toBe(9);
  await page.keyboard.press("Control+z");
  await expect.poll(() => shownLabeled(page)).toBe(7);

  await page.reload();
  await expect.poll(() => shownLabeled(page)).toBe(7);
  await page.getByRole("tab", { name: /^Labeled/ }).click();
  await page.getByRole("button", { name: "Show the recording large" }).click();
  const slider = page.getByRole("slider", { name: /^Position/ });
  await slider.waitFor();
  await expect.poll(() => slider.getAttribute("aria-valuemax")).not.toBe("0");
  await slider.click();
  expect(Number(await slider.getAttribute("aria-valuenow"))).toBeGreaterThan(
    0.3,
  );
  await shot(page, "single");
  await page.getByRole("tab", { name: "Task Statistics" }).click();
  await page.getByText("Duration per label").first().waitFor();
  await shot(page, "statistics");

  const files = await exportedZip(
    page,
    origin,
    "sounds",
    "ModelArts audio classification dir 1.0",
  );
  const labels = Object.keys(files).map((path) => path.split("/")[0] ?? "");
  const [low, high] = ["low", "high"].map(
    (name) => labels.filter((label) => label === name).length,
  );
  expect([low, high].sort()).toEqual([3, 4]);
  const manifest = await exportedZip(page, origin, "sounds", "Manifest");
  const [lines = ""] = Object.entries(manifest)
    .filter(([path]) => path.endsWith(".manifest"))
    .map(([, bytes]) => new TextDecoder().decode(bytes));
  expect(lines.match(/modelarts\/audio_classification/g)).toHaveLength(7);
  expect(lines.match(/"sample-type":2/g)).toHaveLength(9);

  const back = journey.folder(
    Object.fromEntries(
      Object.entries(files).map(([path, bytes]) => [path, Buffer.from(bytes)]),
    ),
  );
  await createSounds(page, "sounds-back", back);
  rmSync(back, { recursive: true, force: true });
  await inDialog(page, "Import 9 samples");
  await dialog(page)
    .getByText(/9 samples imported, 7 labeled/)
    .waitFor();
  expect(errors).toEqual([]);
});

it("records from the microphone, and what is kept becomes samples", async () => {
  const { page, errors } = await journey.open("", LAPTOP);
  await page.goto(`${origin}#/datasets`);
  await page
    .getByRole("link", { name: /^sounds/ })
    .first()
    .click();
  await page.waitForURL(/#\/datasets\/\w+$/);
  await page.goto(`${page.url()}?import=new`);
  await inDialog(page, "Microphone");
  await dialog(page)
    .getByLabel(/^Recordings/)
    .fill("2");
  await dialog(page)
    .getByLabel(/^Seconds each/)
    .fill("0.5");
  await dialog(page).getByLabel("Name").fill("beep");
  await dialog(page).getByLabel("Label").fill("beeps");
  await inDialog(page, /^Record$/);
  await dialog(page)
    .getByText(/^Recording starts in 3/)
    .waitFor();
  // The browser's own microphone beeps once a second.
  const meter = dialog(page).getByRole("meter", { name: "Level" });
  await expect
    .poll(() => meter.evaluate((one) => (one as HTMLMeterElement).value))
    .toBeGreaterThan(0.01);
  await dialog(page).getByLabel("Keep beeps/beep-002.wav").waitFor();
  await shot(page, "recorded");
  await dialog(page).getByLabel("Keep beeps/beep-001.wav").click();
  await inDialog(page, "Import 1 recording");
  await inDialog(page, "Import 1 sample");
  await dialog(page)
    .getByText(/1 sample imported/)
    .waitFor();
  expect(await storedSound(page, "beeps/beep-002.wav")).toMatchObject({
    codec: "PCM",
    bits: 16,
    channels: 1,
    seconds: 0.5,
  });
  expect(errors).toEqual([]);
});

it("keeps what was recorded when the microphone is lost, says so, and opens it again", async () => {
  const { page, errors } = await journey.open("#/datasets");
  // As the browser does when the device is unplugged: the track ends by itself.
  await page.evaluate(() => {
    const { mediaDevices } = navigator;
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (wanted) => {
      const stream = await open(wanted);
      Object.assign(window, {
        unplug: () => {
          for (const track of stream.getTracks()) {
            track.stop();
            track.dispatchEvent(new Event("ended"));
          }
        },
      });
      return stream;
    };
  });
  await page
    .getByRole("link", { name: /^sounds/ })
    .first()
    .click();
  await page.waitForURL(/#\/datasets\/\w+$/);
  await button(page, "Import").click();
  await inDialog(page, "Microphone");
  await dialog(page)
    .getByLabel(/^Recordings/)
    .fill("2");
  await dialog(page)
    .getByLabel(/^Seconds each/)
    .fill("1");
  await dialog(page).getByLabel("Name").fill("cut");
  await inDialog(page, /^Record$/);
  await dialog(page).getByLabel("Keep cut-001.wav").waitFor();
  await page.waitForTimeout(400);
  await page.evaluate("unplug()");
  await dialog(page)
    .getByText(/What was recorded so far is kept/)
    .waitFor();
  await dialog(page).getByLabel("Keep cut-002.wav").waitFor();
  expect(await button(page, /^Record$/).isDisabled()).toBe(true);
  await shot(page, "microphone-lost");
  await inDialog(page, "Open the microphone again");
  await expect.poll(() => button(page, /^Record$/).isDisabled()).toBe(false);
  await inDialog(page, "Import 2 recordings");
  await inDialog(page, "Import 2 samples");
  await dialog(page)
    .getByText(/2 samples imported/)
    .waitFor();
  expect(errors).toEqual([]);
});

it.each([
  { device: TABLET, name: "tablet" },
  { device: PHONE, name: "phone" },
])("is played and labeled by touch, $name", async ({ device, name }) => {
  const { page, errors } = await journey.open("", device);
  await page.goto(job);
  await page.getByRole("tab", { name: /^Unlabeled/ }).click();
  await cells(page).first().waitFor();
  const before = await shownLabeled(page);
  await tap(cells(page).first().locator("[data-play]").first());
  await player(page).getByRole("button", { name: "Pause" }).waitFor();
  await shot(page, name);
  await moveAndRepeat(page);
  await tap(page.locator("[data-label]").first());
  await expect.poll(() => shownLabeled(page)).toBe(before + 1);
  expect([
    ...(await axeFindings(page)),
    ...(await smallTargets(page)),
    ...(await sidewaysScroll(page)),
  ]).toEqual([]);
  expect(errors).toEqual([]);
});
