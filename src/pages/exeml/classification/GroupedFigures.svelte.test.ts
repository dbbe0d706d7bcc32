import { expect, test } from "vitest";
import { render } from "vitest-browser-svelte";
import { m } from "#messages/messages.ts";
import GroupedFigures from "./GroupedFigures.svelte";

test("the figure of unheard groups stands before that of heard ones, with a bar for each group", async () => {
  const screen = render(GroupedFigures, {
    accuracy: 0.975,
    grouped: {
      accuracy: 0.613,
      groups: [
        { name: "george", samples: 50, accuracy: 0.5 },
        { name: "theo", samples: 50, accuracy: 0.726 },
      ],
    },
  });
  await expect
    .element(screen.getByText("61.3%", { exact: true }))
    .toBeVisible();
  await expect
    .element(screen.getByText(m.evaluation.groupedText("97.5%")))
    .toBeVisible();
  const bars = screen
    .getByRole("list", { name: m.evaluation.grouped })
    .getByRole("listitem")
    .elements()
    .map((bar) => ({
      text: bar.textContent?.replace(/\s+/g, " ").trim(),
      width: bar.querySelector<HTMLElement>(".track > span")?.style.width,
    }));
  expect(bars).toEqual([
    { text: "george 50.0%", width: "50%" },
    { text: "theo 72.6%", width: "72.6%" },
  ]);
});
