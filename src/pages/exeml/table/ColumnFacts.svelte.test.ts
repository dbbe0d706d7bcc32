/** The ways of learning and what the columns do, with figures that are known. */
import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import type { TableFindings } from "#core/table-evaluation.ts";
import { m } from "#messages/messages.ts";
import ColumnFacts from "./ColumnFacts.svelte";

const texts = m.tableResults;
const findings: TableFindings = {
  judged: 100,
  columns: ["age", "city"],
  leaderboard: [
    { name: "Boosted trees", loss: 0.25, figure: 0.915, share: 0.75 },
    { name: "Random forest", loss: 0.3, figure: 0.9, share: 0.25 },
    { name: "Linear", loss: 0.5, figure: 0.8, share: 0 },
  ],
  importance: [
    { column: "age", growth: 0.4, spread: 0.01 },
    { column: "city", growth: -0.01, spread: 0.01 },
  ],
  dependence: [
    {
      column: "age",
      isNumber: true,
      points: [
        { value: 20, answers: [0.9, 0.1] },
        { value: 40, answers: [0.5, 0.5] },
        { value: 60, answers: [0.1, 0.9] },
      ],
    },
    {
      column: "city",
      isNumber: false,
      points: [
        { value: "Rome", answers: [0.25, 0.75] },
        { value: "Oslo", answers: [0.75, 0.25] },
      ],
    },
  ],
};
const show = (labels: readonly string[]) =>
  render(ColumnFacts, { findings, labels, measuredOn: "validation" });
const cells = (row: Element): (string | undefined)[] =>
  [...row.querySelectorAll("th, td")].map((cell) => cell.textContent?.trim());

test("the leaderboard tells loss, figure and share, best first", async () => {
  const screen = show(["no", "yes"]);
  const card = screen.getByRole("region", { name: texts.leaderboard });
  const table = card.getByRole("table").first();
  await expect.element(table).toBeVisible();
  const [, ...rows] = table.getByRole("row").elements().map(cells);
  expect(rows).toEqual([
    ["Boosted trees", "0.25", "91.5%", "75%"],
    ["Random forest", "0.3", "90.0%", "25%"],
    ["Linear", "0.5", "80.0%", ""],
  ]);
});

test("of two labels the second one's share is drawn over each column", async () => {
  const screen = show(["no", "yes"]);
  const plot = screen.getByRole("img", {
    name: new RegExp(`^${texts.dependence}, age: yes`),
  });
  await expect.element(plot).toBeVisible();
  const d = plot.element().querySelector("path")?.getAttribute("d") ?? "";
  const heights = [...d.matchAll(/[\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y));
  const [low = NaN, middle = NaN, high = NaN] = heights;
  // Downwards on the screen; as far from 10 % to 50 % as from there to 90 %.
  expect(low).toBeGreaterThan(middle);
  expect(low - middle).toBeCloseTo(middle - high, 0);
  const bars = screen
    .getByRole("list", { name: `${texts.dependence}, city, yes` })
    .getByRole("listitem")
    .elements()
    .map((bar) => bar.textContent?.replace(/\s+/g, " ").trim());
  expect(bars).toEqual(["Rome 75%", "Oslo 25%"]);
});

test("a column that helps nothing has no bar, but its figure", async () => {
  const screen = show(["no", "yes"]);
  const bars = screen.getByRole("list", { name: texts.importance });
  await expect.element(bars).toBeVisible();
  const widths = [
    ...bars.element().querySelectorAll<HTMLElement>(".track > span"),
  ].map(({ style }) => style.width);
  expect(widths).toEqual(["100%", "0%"]);
  expect(page.getByText("age").elements().length).toBeGreaterThan(0);
});
