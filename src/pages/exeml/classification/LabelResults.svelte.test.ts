import { expect, test } from "vitest";
import { render } from "vitest-browser-svelte";
import { m } from "#messages/messages.ts";
import { judged } from "./fixture.ts";
import LabelResults from "./LabelResults.svelte";

const texts = m.evaluation;
const confusion = [
  [6, 3, 0],
  [9, 5, 1],
  [2, 0, 4],
];

test("shows what a label is taken for, and its samples on a press", async () => {
  const screen = render(LabelResults, { ...judged(confusion), label: 0 });
  await expect
    .element(screen.getByText(texts.ofTaken(6, 17)))
    .toBeInTheDocument();
  await expect
    .element(screen.getByText(texts.ofSamples(6, 9)))
    .toBeInTheDocument();
  const table = screen.getByRole("region", { name: texts.predictedAs });
  const heads = (): (string | undefined)[] =>
    table
      .getByRole("rowheader")
      .elements()
      .map(({ textContent }) => textContent?.trim());
  expect(heads()).toEqual(["label 0", "label 1"]);
  await table.getByRole("button", { name: texts.images }).click();
  await table.getByRole("button", { name: texts.images }).click();
  expect(heads()).toEqual(["label 1", "label 0"]);
  await table.getByRole("button", { name: "label 1" }).click();
  await expect
    .poll(() => screen.getByRole("button", { name: /0-1-\d\.jpg/ }).elements())
    .toHaveLength(3);
});

test("shows the samples that were taken for it by their labels, most first", async () => {
  const screen = render(LabelResults, { ...judged(confusion), label: 0 });
  const nine = screen.getByRole("region", {
    name: texts.source("label 1", "label 0", 9),
  });
  const pictures = nine.getByRole("button", { name: /1-0-\d\.jpg/ });
  expect(pictures.elements()).toHaveLength(8);
  await nine.getByRole("button", { name: texts.showAll(9) }).click();
  await expect.poll(() => pictures.elements()).toHaveLength(9);
  await expect
    .element(nine.getByRole("link", { name: texts.toLabel("label 1") }))
    .toHaveAttribute("href", "#/labels/1");
  const two = texts.source("label 2", "label 0", 2);
  await expect
    .element(screen.getByRole("region", { name: two }))
    .toBeInTheDocument();
});

test("says so where nothing was taken for it", async () => {
  const screen = render(LabelResults, {
    ...judged([
      [2, 1],
      [0, 3],
    ]),
    label: 0,
  });
  await expect.element(screen.getByText(texts.noSources)).toBeInTheDocument();
});
