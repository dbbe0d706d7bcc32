import { expect, test } from "vitest";
import { render } from "vitest-browser-svelte";
import { m } from "#messages/messages.ts";
import type { Answer } from "./answer.ts";
import PredictionCard from "./PredictionCard.svelte";

const answer: Answer = {
  name: "a.jpg",
  url: "data:,",
  ms: 12,
  outcome: {
    result: { detection_classes: ["dog"] },
    scores: [["dog", 0.9]],
    heatMap: null,
    detected: {
      labels: ["cat", "dog"],
      width: 200,
      height: 100,
      threshold: 0.5,
      objects: [
        { label: 1, score: 0.9, box: [20, 10, 120, 60] },
        { label: 0, score: 0.3, box: [0, 0, 50, 50] },
      ],
    },
  },
};

test("draws what is above the threshold, in pixels of the picture, and tells how much is below", async () => {
  const screen = render(PredictionCard, { answer });
  const rects = () => [
    ...screen.container.querySelectorAll<SVGRectElement>("rect[stroke]"),
  ];
  await expect
    .element(screen.getByRole("heading", { name: m.services.found(1) }))
    .toBeInTheDocument();
  expect(
    rects().map((rect) =>
      ["x", "y", "width", "height"].map((name) =>
        Number(rect.getAttribute(name)),
      ),
    ),
  ).toEqual([[20, 10, 100, 50]]);
  expect(screen.container.querySelector("svg")?.getAttribute("viewBox")).toBe(
    "0 0 200 100",
  );
  await expect
    .element(screen.getByText(m.services.belowThreshold(1)))
    .toBeInTheDocument();

  const slider = screen.getByRole("slider").element() as HTMLInputElement;
  slider.value = "0.2";
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  await expect.poll(() => rects().length).toBe(2);
  await expect
    .element(screen.getByRole("heading", { name: m.services.found(2) }))
    .toBeInTheDocument();
});
