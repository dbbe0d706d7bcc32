import { expect, test } from "vitest";
import { render } from "vitest-browser-svelte";
import BarChart from "./BarChart.svelte";

const bars = [
  { label: "ripe", value: 0.5 },
  { label: "raw", value: 0.25 },
];

/** Width of each bar as a share of its track, and the tracks' widths in CSS pixels. */
function shown(max?: number): { shares: number[]; tracks: number[] } {
  const { container } = render(BarChart, {
    label: "scores",
    bars,
    format: (value: number) => (value === 0.5 ? "a long figure" : "short"),
    ...(max === undefined ? {} : { max }),
  });
  const tracks = [...container.querySelectorAll(".track")];
  const widthOf = (element: Element | null | undefined): number =>
    element?.getBoundingClientRect().width ?? 0;
  return {
    shares: tracks.map(
      (track) => widthOf(track.firstElementChild) / widthOf(track),
    ),
    tracks: tracks.map(widthOf),
  };
}

test("a bar fills its track only when its value is the most there can be", () => {
  expect(shown(1).shares.map((share) => share.toFixed(2))).toEqual([
    "0.50",
    "0.25",
  ]);
  expect(shown().shares.map((share) => share.toFixed(2))).toEqual([
    "1.00",
    "0.50",
  ]);
});

test("all tracks are of one length, whatever the figures beside them", () => {
  const [first = 0, second = 1] = shown().tracks;
  expect(first).toBeGreaterThan(10);
  expect(Math.abs(first - second)).toBeLessThan(0.5);
});

test("what is below 0 has no bar, only its figure", () => {
  const { container } = render(BarChart, {
    label: "effects",
    bars: [
      { label: "age", value: 2 },
      { label: "noise", value: -5 },
    ],
  });
  const widths = [...container.querySelectorAll(".track")].map(
    ({ firstElementChild }) =>
      firstElementChild?.getBoundingClientRect().width ?? -1,
  );
  expect(widths[0]).toBeGreaterThan(20);
  expect(widths[1]).toBeLessThan(5);
  expect(container.textContent).toContain("5");
});
