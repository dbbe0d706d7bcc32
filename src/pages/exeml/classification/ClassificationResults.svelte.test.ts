import { expect, test } from "vitest";
import { page, type Locator } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { m } from "#messages/messages.ts";
import ClassificationResults from "./ClassificationResults.svelte";
import { judged } from "./fixture.ts";

const texts = m.evaluation;
const SIZE = 14;
/** Every cell has its own count: right ones many, some mistakes, some none. */
const confusion = Array.from({ length: SIZE }, (_, truth) =>
  Array.from({ length: SIZE }, (_, predicted) =>
    truth === predicted ? 5 + truth : (3 * truth + predicted) % 4,
  ),
);
const open = () => render(ClassificationResults, judged(confusion));
type Screen = ReturnType<typeof open>;

const cell = (screen: Screen, truth: number, predicted: number): Locator =>
  screen.getByRole("button", {
    name: new RegExp(
      `${texts.cell(`label ${String(truth)}`, `label ${String(predicted)}`)}$`,
    ),
  });
const press = (target: Locator): void =>
  (target.element() as HTMLElement).click();
/** Rows of the matrix, by the names of their labels. */
const rows = (screen: Screen): (string | undefined)[] =>
  screen
    .getByRole("grid")
    .getByRole("rowheader")
    .elements()
    .map(({ textContent }) => textContent?.trim());

async function choose(screen: Screen, labels: readonly number[]) {
  await screen
    .getByLabelText(/^Labels shown/)
    .first()
    .click();
  await page.getByRole("button", { name: m.common.none }).click();
  await expect.element(screen.getByText(texts.noLabels)).toBeInTheDocument();
  for (const label of labels)
    await page
      .getByRole("checkbox", { name: `label ${String(label)}`, exact: true })
      .click();
  await page
    .getByRole("button", { name: /^Labels shown/ })
    .first()
    .click();
}

test.each([
  [0, 0],
  [2, 1],
  [13, 4],
])(
  "the number in the cell of label %i taken for %i is that of the samples shown",
  async (truth, predicted) => {
    const screen = open();
    const pressed = cell(screen, truth, predicted);
    const count = confusion[truth]?.[predicted] ?? 0;
    expect(count).toBeGreaterThan(0);
    await expect.element(pressed).toHaveTextContent(String(count));
    press(pressed);
    const title = screen.getByRole("heading", { level: 3 });
    await expect.element(title).toBeInTheDocument();
    const shown = screen
      .getByRole("button", {
        name: new RegExp(`${String(truth)}-${String(predicted)}-\\d+\\.jpg$`),
      })
      .elements()
      .filter((one) => title.element().parentElement?.contains(one));
    expect(shown).toHaveLength(count);
  },
);

test("a matrix of chosen labels has the same numbers, and keys move in it", async () => {
  const screen = open();
  expect(rows(screen)).toHaveLength(SIZE);
  await choose(screen, [7, 2]);
  await expect.poll(() => rows(screen)).toEqual(["label 2", "label 7"]);
  await expect
    .element(cell(screen, 7, 2))
    .toHaveTextContent(String(confusion[7]?.[2]));
  const first = cell(screen, 2, 2).element() as HTMLElement;
  first.focus();
  first.dispatchEvent(
    new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }),
  );
  await expect.element(cell(screen, 7, 2)).toHaveFocus();
});

test("cells show a thumbnail beside their number, and the grid shows more at once", async () => {
  const screen = open();
  const grid = screen.getByRole("grid").element().parentElement;
  await screen.getByLabelText(`${texts.grid}: ${texts.gridOf(10)}`).click();
  await page.getByRole("option", { name: texts.gridOf(15) }).click();
  await expect
    .poll(() => grid?.style.getPropertyValue("--in-sight"))
    .toBe("15");
  await screen.getByLabelText(`${texts.cells}: ${texts.dataMode}`).click();
  await page.getByRole("option", { name: texts.thumbnailMode }).click();
  const some = cell(screen, 3, 3);
  await expect
    .poll(() => some.element().querySelector(".picture"))
    .not.toBeNull();
  await expect.element(some).toHaveTextContent(String(confusion[3]?.[3]));
  const none = confusion[0]?.findIndex((count) => count === 0) ?? 0;
  expect(cell(screen, 0, none).element().querySelector(".picture")).toBeNull();
});
