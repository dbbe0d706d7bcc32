import { expect, test } from "vitest";
import { render } from "vitest-browser-svelte";
import { formatPercent } from "./format.ts";
import LineChart from "./LineChart.svelte";

/** Texts of the ticks, and the line's places, CSS pixels from the top. */
function shown(values: readonly number[], min?: number, max?: number) {
  const { container } = render(LineChart, {
    label: "chart",
    lines: [{ name: "one", points: values.map((y, x) => ({ x, y })) }],
    formatY: formatPercent,
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
  });
  const path = container.querySelector("path")?.getAttribute("d") ?? "";
  const ticks = [...container.querySelectorAll("text")];
  return {
    ticks: ticks.map(({ textContent }) => textContent.trim()),
    places: [...path.matchAll(/ (\d+\.\d)/g)].map(([, y]) => Number(y)),
  };
}

test("the axis reaches from min to max, and to what was measured beyond them", () => {
  expect(shown([0.2, 0.4], 0, 1).ticks).toEqual([
    "0%",
    "50%",
    "100%",
    "0",
    "1",
  ]);
  const below = shown([-1, 0.5], 0, 1);
  expect(below.ticks).toEqual(["-100%", "0%", "100%", "0", "1"]);
  expect(below.places).toEqual([190, 55]);
});

test("ticks of a narrow range have as many digits as tell them apart", () => {
  const { ticks } = shown([0.801, 0.803]);
  expect(ticks.slice(0, 3)).toEqual(["80.1%", "80.2%", "80.3%"]);
});

test("a line without any change has one tick", () => {
  const { ticks, places } = shown([0.8, 0.8]);
  expect(ticks).toEqual(["80%", "0", "1"]);
  expect(places).toEqual([190, 190]);
});
