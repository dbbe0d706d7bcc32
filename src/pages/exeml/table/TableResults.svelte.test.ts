import { beforeAll, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import type { RegressionEvaluation } from "#core/table-evaluation.ts";
import type { ClassificationEvaluation } from "#core/training.ts";
import { sampleTable } from "#labeling/types/table/learning/sample-table.ts";
import { m } from "#messages/messages.ts";
import { thresholdFigures } from "#state/evaluation.svelte.ts";
import { learned } from "../../../../tests/support/learned-table.ts";
import ClassificationResults from "../classification/ClassificationResults.svelte";
import RegressionResults from "../regression/RegressionResults.svelte";

const texts = m.tableResults;
let classes: ClassificationEvaluation;
let numbers: RegressionEvaluation;
beforeAll(async () => {
  for (const type of ["discrete", "continuous"] as const) {
    const { evaluation } = await learned(sampleTable(480, type));
    if (evaluation.kind === "classification") classes = evaluation;
    else if (evaluation.kind === "regression") numbers = evaluation;
  }
  await page.viewport(1280, 800);
}, 120_000);

test("numbers: figures, plots, columns and the rows furthest off", async () => {
  const screen = render(RegressionResults, { evaluation: numbers });
  await expect.element(screen.getByText(texts.rmseText)).toBeInTheDocument();
  const plot = screen.getByRole("img", { name: new RegExp(texts.plot) });
  await expect.element(plot).toBeInTheDocument();
  const [worst] = numbers.worst;
  const rows = screen.getByRole("region", { name: texts.worst });
  const first = rows.getByRole("rowheader").first();
  await expect.element(first).toHaveTextContent(String((worst?.row ?? 0) + 1));
  const bars = screen.getByRole("list", { name: texts.importance });
  await expect
    .element(bars.getByRole("listitem").last())
    .toHaveTextContent("noise");
});

test("labels: a threshold is kept with the model, and given up", async () => {
  const [, yes = ""] = classes.labels;
  const keep = vi.fn();
  const screen = render(ClassificationResults, {
    evaluation: classes,
    labelHref: () => "#",
    heatOf: async () => null,
    texts: null,
    sounds: null,
    threshold: { kept: { label: yes, share: 0.3 }, keep },
  });
  const slider = screen.getByRole("slider").element() as HTMLInputElement;
  expect(slider.value).toBe("0.3");
  const button = screen.getByRole("button", { name: texts.keepThreshold });
  await expect.element(button).toBeDisabled();
  slider.value = "0.2";
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  await button.click();
  expect(keep).toHaveBeenLastCalledWith({ label: yes, share: 0.2 });
  await screen.getByRole("button", { name: texts.forgetThreshold }).click();
  expect(keep).toHaveBeenLastCalledWith(null);
});

test("labels: a cell of the matrix shows its rows, a higher threshold finds fewer", async () => {
  const screen = render(ClassificationResults, {
    evaluation: classes,
    labelHref: () => "#",
    heatOf: async () => null,
    texts: null,
    sounds: null,
  });
  const [, yes = ""] = classes.labels;
  await screen
    .getByRole("button", { name: new RegExp(m.evaluation.cell(yes, yes)) })
    .click();
  const rows = screen.getByRole("region", { name: texts.cells }).first();
  await expect.element(rows.getByText("city")).toBeInTheDocument();
  const shown = classes.confusion[1]?.[1] ?? 0;
  expect(shown).toBeGreaterThan(0);
  expect(rows.getByRole("rowheader").elements()).toHaveLength(shown);

  const roc = classes.table?.roc;
  if (!roc) throw new Error("Two labels have a curve");
  const slider = screen.getByRole("slider").element() as HTMLInputElement;
  const counts = ["0.01", "0.99"].map(
    (value) => thresholdFigures(roc, Number(value)).found,
  );
  expect(counts[1]).toBeLessThan(counts[0] ?? 0);
  for (const [i, value] of ["0.01", "0.99"].entries()) {
    slider.value = value;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    const words = texts.found(counts[i] ?? 0, roc.counts[1]);
    await expect.element(screen.getByText(words)).toBeInTheDocument();
  }
});
