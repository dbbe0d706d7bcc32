/** From the first screen to an answer, for each kind of data: what is pressed, whatever it is pressed with. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { cellText } from "#core/cell-value.ts";
import { ORCHARD_COLUMNS, orchardRows } from "#core/sample-orchard.ts";
import { makeSound } from "../../src/media/sample-sound.ts";
import { PATTERNS, photo } from "../support/photo-folder.ts";
import { combinedLines, reviews } from "../support/review-texts.ts";
import type { BareHand } from "./keyboard-hand.ts";
import { cells, shownLabeled } from "./steps.ts";

const TRAINING_MS = 150_000;

export interface Walk {
  readonly name: string;
  /** Of the data, in the dialog that creates a dataset. */
  readonly data: RegExp;
  /** To be imported; made in the folder. */
  readonly write: (folder: string) => Promise<string> | string;
  readonly importing: string;
  /** Samples without a label that come along; absent = there is nothing to label. */
  readonly open?: number;
  /** Labels so many of them; absent = the first label is right for all. */
  readonly label?: (
    page: Page,
    hand: BareHand,
    look: Look,
    count: number,
  ) => Promise<void>;
  /** Of the project, on its card. */
  readonly project: RegExp;
  /** When the training has come so far, it is stopped, and its best model kept. */
  readonly enough?: RegExp;
  readonly phase: RegExp;
  /** A heading of the page with the results. */
  readonly results: string;
  /** On the service's page. */
  readonly ask: (hand: BareHand, folder: string) => Promise<void>;
  /** In the heading of what it says. */
  readonly answer: RegExp;
}

/** Is told of each screen that is walked over. */
export type Look = (screen: string) => Promise<void>;

function saved(
  folder: string,
  name: string,
  bytes: string | Uint8Array,
): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const wav = async (index: number): Promise<Uint8Array> =>
  new Uint8Array(await makeSound(index, 99).recording.arrayBuffer());

/** Of two labels, some without. */
async function sounds(folder: string): Promise<string> {
  const files: Record<string, Uint8Array> = {};
  const labels = ["chirps", "rain"];
  for (const [at, label] of labels.entries())
    for (let i = 0; i < 6; i += 1)
      files[`${label}/${String(i)}.wav`] = await wav(4 * i + at);
  for (let i = 10; i < 13; i += 1)
    files[`open-${String(i)}.wav`] = await wav(4 * i);
  return saved(folder, "sounds.zip", zipSync(files, { level: 0 }));
}

function texts(folder: string): string {
  const open = reviews("bad", 4, 50).join("\n");
  return saved(folder, "texts.txt", `${combinedLines(40, 1)}\n${open}\n`);
}

/** @param last the column that is learned. */
function table(folder: string, last: string): string {
  const order = ORCHARD_COLUMNS.map((column, at) => ({ ...column, at })).sort(
    (a, b) => Number(a.name === last) - Number(b.name === last),
  );
  const lines = orchardRows(240, 11).map((row) =>
    order.map(({ at, type }) => {
      const cell = row[at] ?? null;
      return cell === null ? "" : cellText(cell, type);
    }),
  );
  const all = [order.map(({ name }) => name), ...lines];
  return saved(folder, "trees.csv", all.map((line) => line.join()).join("\n"));
}

/** What a service of a table says to a row. */
async function askRow(hand: BareHand): Promise<void> {
  await hand.write("soil", "sand");
  await hand.press("button", "Predict");
}

const photos = (folder: string): string => {
  const each = 8;
  const files = PATTERNS.flatMap((pattern, p) =>
    Array.from({ length: each }, (_, i) => {
      const name =
        i < each - 1 ? `${pattern}/${String(i)}.png` : `${String(p)}.png`;
      return [name, new Uint8Array(photo(pattern, p * each + i))] as const;
    }),
  );
  const zip = zipSync(Object.fromEntries(files), { level: 0 });
  return saved(folder, "photos.zip", zip);
};

export const WALKS: readonly Walk[] = [
  {
    name: "pictures",
    data: /^Image/,
    write: photos,
    importing: "Import 24 samples",
    open: 3,
    project: /^Image Classification/,
    phase: /^Classify Images/,
    results: "Confusion matrix",
    ask: (hand, folder) =>
      hand.chooseFiles(
        "Choose pictures",
        saved(folder, "new.png", photo("stripes", 99)),
      ),
    answer: /stripes/,
  },
  {
    name: "sounds",
    data: /^Audio|^Sound/,
    write: sounds,
    importing: "Import 15 samples",
    open: 3,
    project: /^Sound Classification/,
    phase: /^Classify Sounds/,
    results: "Confusion matrix",
    ask: async (hand, folder) =>
      hand.chooseFiles(
        "Choose sounds",
        saved(folder, "new.wav", await wav(81)),
      ),
    answer: /rain/,
  },
  {
    name: "texts",
    data: /^Text/,
    write: texts,
    importing: "Import 44 samples",
    open: 4,
    project: /^Text Classification/,
    phase: /^Classify Text/,
    results: "Confusion matrix",
    ask: async (hand) => {
      await hand.write("Texts", "delicious noodles, lovely");
      await hand.press("button", "Predict");
    },
    answer: /good/,
  },
  {
    name: "classes of a table",
    data: /^Table/,
    write: (folder) => table(folder, "grade"),
    importing: "Import 240 rows",
    project: /^Predictive Analytics/,
    phase: /^Predict/,
    results: "Confusion matrix",
    ask: askRow,
    answer: /juice|market|export/,
  },
  {
    name: "numbers of a table",
    data: /^Table/,
    write: (folder) => table(folder, "sunshine_h"),
    importing: "Import 240 rows",
    project: /^Predictive Analytics/,
    phase: /^Predict/,
    results: "Predicted against true values",
    ask: askRow,
    answer: /1[,\d]{3}/,
  },
];

async function importFiles(
  page: Page,
  hand: BareHand,
  look: Look,
  walk: Walk,
  folder: string,
): Promise<void> {
  await hand.press("button", /^Start with my data/);
  await hand.choose(walk.data);
  await hand.chooseFiles("Choose files", await walk.write(folder));
  await hand.press("button", "Submit");
  await page.getByRole("button", { name: walk.importing }).waitFor();
  await look("import");
  await hand.press("button", walk.importing);
}

async function labelOpen(
  page: Page,
  hand: BareHand,
  look: Look,
  { open = 0, label }: Walk,
): Promise<void> {
  await hand.press("link", /^(Label them now|Look at the labels)/);
  await page.waitForURL(/#\/label\//);
  await hand.openTab(/^Unlabeled/);
  await expect.poll(() => cells(page).count()).toBe(open);
  const before = await shownLabeled(page);
  if (label) await label(page, hand, look, open - 1);
  else await hand.labelFirst(open - 1);
  await expect.poll(() => shownLabeled(page)).toBe(before + open - 1);
  await look("labeled");
}

async function lookAtTable(
  page: Page,
  hand: BareHand,
  look: Look,
): Promise<void> {
  await hand.press("button", "Stay here");
  await hand.openTab(/^Preview/);
  await page.getByRole("rowheader", { name: "3", exact: true }).waitFor();
  await look("preview");
  await hand.openTab("Schema");
  await page
    .getByRole("img", { name: /^Distribution/ })
    .first()
    .waitFor();
  await look("schema");
}

async function publish(page: Page, hand: BareHand): Promise<void> {
  await hand.press("button", "Publish");
  await page.getByRole("dialog").waitFor();
  await hand.press("button", "Publish");
  await page.waitForURL(/tab=versions/);
}

async function train(page: Page, hand: BareHand, walk: Walk): Promise<void> {
  await hand.press("link", "ExeML");
  await hand.press("button", walk.project);
  await page.getByRole("dialog").waitFor();
  await hand.choose(/^Relaxed/);
  await hand.press("button", "Create Project");
  await page.waitForURL(/#\/exeml\/[^?]+$/);
  if (walk.open) await hand.press("button", "Next");
  if (walk.enough) {
    await page.getByText(walk.enough).waitFor({ timeout: TRAINING_MS });
    await hand.press("button", "Stop and keep the best");
  }
  await page
    .getByText("Awaiting input")
    .first()
    .waitFor({ timeout: TRAINING_MS });
}

async function lookAtResults(
  page: Page,
  hand: BareHand,
  look: Look,
  walk: Walk,
): Promise<void> {
  await hand.press("button", walk.phase);
  await hand.press("link", "Evaluation Results");
  await page.getByRole("heading", { name: walk.results }).waitFor();
  await look("results");
  await page.goBack();
}

/** Ends with the answer on the screen. @param page at home; offline, if it shall be. */
export async function walkThrough(
  page: Page,
  hand: BareHand,
  look: Look,
  walk: Walk,
  folder: string,
): Promise<void> {
  await importFiles(page, hand, look, walk, folder);
  if (walk.open) await labelOpen(page, hand, look, walk);
  else await lookAtTable(page, hand, look);
  await publish(page, hand);
  await train(page, hand, walk);
  await lookAtResults(page, hand, look, walk);
  await hand.press("button", "Next");
  await hand.press("link", "Open the service");
  await page.waitForURL(/#\/services\//);
  await walk.ask(hand, folder);
  await page
    .getByRole("heading", { level: 2, name: walk.answer })
    .first()
    .waitFor({ timeout: 30_000 });
  await look("answer");
}
