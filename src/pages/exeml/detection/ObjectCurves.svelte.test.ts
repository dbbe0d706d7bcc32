import { expect, test } from "vitest";
import { render } from "vitest-browser-svelte";
import type { DetectedLabel } from "#core/detection.ts";
import { m } from "#messages/messages.ts";
import ObjectCurves from "./ObjectCurves.svelte";

interface Dot {
  readonly x: number;
  readonly y: number;
}

const label = (name: string, objects: number, last: number): DetectedLabel => ({
  label: name,
  objects,
  ap50: 0.5,
  ap: 0.3,
  curve: [
    { threshold: 0.9, precision: 1, recall: 0 },
    { threshold: 0.5, precision: 0.5, recall: 0.5 },
    { threshold: 0.1, precision: last, recall: 1 },
  ],
});

const show = (metrics: readonly DetectedLabel[]) =>
  render(ObjectCurves, { metrics });

test("a curve runs through the recall and precision of each threshold", async () => {
  const screen = show([label("raccoon", 30, 0.25)]);
  const plot = screen.getByRole("img", {
    name: `${m.detection.curves}: raccoon`,
  });
  await expect.element(plot).toBeVisible();
  const svg = plot.element();
  const [path] = svg.querySelectorAll("path");
  const places = [
    ...(path?.getAttribute("d") ?? "").matchAll(/([\d.]+) ([\d.]+)/g),
  ];
  const dots = places.map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
  expect(dots).toHaveLength(3);
  const [first, middle, last] = dots as [Dot, Dot, Dot];
  // Recall grows to the right, precision upwards, both evenly.
  expect(first.x).toBeLessThan(middle.x);
  expect(middle.x - first.x).toBeCloseTo(last.x - middle.x, 0);
  expect(first.y).toBeLessThan(middle.y);
  expect((last.y - first.y) / (middle.y - first.y)).toBeCloseTo(0.75 / 0.5, 1);
});

test("the labels with the most objects are shown, another one if it is chosen", async () => {
  const screen = show(
    ["a", "b", "c", "d", "e"].map((name, i) => label(name, 10 * (i + 1), 0.5)),
  );
  const names = () =>
    [...screen.container.querySelectorAll("figcaption span")].map((one) =>
      one.textContent?.trim(),
    );
  await expect.poll(names).toEqual(["e", "d", "c", "b"]);
  await screen.getByLabelText(m.detection.curvesOf).click();
  await screen.getByRole("option", { name: "a", exact: true }).click();
  await expect.poll(names).toEqual(["a"]);
});

test("without objects there is a word instead", async () => {
  const screen = show([{ ...label("fox", 0, 0), curve: [] }]);
  await expect.element(screen.getByText(m.detection.noCurves)).toBeVisible();
});
