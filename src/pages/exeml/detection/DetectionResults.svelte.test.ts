import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import type {
  DetectedPicture,
  DetectionEvaluation,
  PixelBox,
} from "#core/detection.ts";
import type { BlobHash } from "#core/ids.ts";
import { m } from "#messages/messages.ts";
import DetectionResults from "./DetectionResults.svelte";

const at = (x: number): PixelBox => [x, 0, x + 100, 100];
/** An object at 0; found there with the score, and once more beside it. */
const picture = (number: number, score: number): DetectedPicture => ({
  sampleId: String(number),
  hash: "none" as BlobHash,
  path: `${String(number)}.jpg`,
  width: 400,
  height: 100,
  truth: [{ label: 0, box: at(0), isIgnored: false }],
  found: [
    { label: 0, score, box: at(10) },
    { label: 0, score: 0.2, box: at(250) },
  ],
});
const evaluation: DetectionEvaluation = {
  kind: "detection",
  labels: ["raccoon", "fox"],
  map50: 0.8,
  map: 0.5,
  perClass: ["raccoon", "fox"].map((label) => ({
    label,
    objects: 30,
    ap50: 0.8,
    ap: 0.5,
    curve: [{ threshold: 0.5, precision: 1, recall: 0.5 }],
  })),
  pictures: Array.from({ length: 30 }, (_, i) => picture(i, i < 3 ? 0.9 : 0.4)),
  bestThreshold: 0.355,
  measuredOn: "validation",
};

const slide = (input: HTMLElement, value: string): void => {
  (input as HTMLInputElement).value = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
};

test("the slider begins at the best score, and moves what is counted", async () => {
  const screen = render(DetectionResults, { evaluation });
  const slider = screen.getByRole("slider");
  expect(slider.element()).toHaveValue("0.35");
  const tile = screen.getByText(m.detection.recallText(30, 30));
  await expect.element(tile).toBeInTheDocument();
  const kind = (count: number, name: string) =>
    screen.getByRole("button", {
      name: new RegExp(`^${String(count)} ${name}`),
    });
  await expect.element(kind(0, "Missed")).toBeInTheDocument();

  slide(slider.element() as HTMLElement, "0.8");
  await expect.element(kind(27, "Missed")).toBeInTheDocument();
  await expect
    .element(screen.getByText(m.detection.recallText(3, 30)))
    .toBeInTheDocument();

  slide(slider.element() as HTMLElement, "0.1");
  await expect.element(kind(30, "Background")).toBeInTheDocument();
  await screen.getByRole("button", { name: m.detection.atBest }).click();
  await expect.element(kind(0, "Background")).toBeInTheDocument();
});

test("each label has its precision, recall and F1 at the score that is chosen", async () => {
  const screen = render(DetectionResults, { evaluation });
  const row = (label: string) =>
    screen
      .getByRole("row", { name: new RegExp(`^${label}`) })
      .getByRole("cell")
      .elements()
      .slice(-3)
      .map((cell) => cell.textContent?.trim());
  await expect
    .element(screen.getByRole("columnheader", { name: m.evaluation.f1 }))
    .toBeVisible();
  // At 0.1: each of 30 is found, and as many more beside it. At 0.8: three of 30, nothing else.
  slide(screen.getByRole("slider").element() as HTMLElement, "0.1");
  await expect.poll(() => row("raccoon")).toEqual(["50.0%", "100.0%", "0.667"]);
  slide(screen.getByRole("slider").element() as HTMLElement, "0.8");
  await expect.poll(() => row("raccoon")).toEqual(["100.0%", "10.0%", "0.182"]);
  expect(row("fox")).toEqual(["--", "--", "--"]);
});

test("a suggestion leads to its pictures, more on demand, and one opens large", async () => {
  const screen = render(DetectionResults, { evaluation });
  slide(screen.getByRole("slider").element() as HTMLElement, "0.8");
  await screen
    .getByRole("button", { name: m.detection.suggest.missed("raccoon", 27) })
    .click();
  await expect
    .element(screen.getByText(m.detection.kindTitle("Missed", "raccoon", 27)))
    .toBeInTheDocument();
  const thumbnails = screen.getByRole("button", { name: /\.jpg: Missed/ });
  expect(thumbnails.elements()).toHaveLength(24);
  await screen.getByRole("button", { name: m.detection.showMore(3) }).click();
  expect(thumbnails.elements()).toHaveLength(27);

  (thumbnails.first().element() as HTMLElement).focus();
  await userEvent.keyboard("{Enter}");
  const large = screen.getByRole("dialog", { name: "3.jpg" });
  await expect
    .element(large.getByText(m.detection.place(1, 27)))
    .toBeInTheDocument();
  await userEvent.keyboard("{ArrowRight}");
  await expect
    .element(screen.getByRole("dialog", { name: "4.jpg" }))
    .toBeInTheDocument();
});
