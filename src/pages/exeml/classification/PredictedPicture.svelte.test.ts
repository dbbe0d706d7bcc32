import { expect, test } from "vitest";
import type { Locator } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import type { BlobHash } from "#core/ids.ts";
import type { Prediction } from "#core/training.ts";
import { m } from "#messages/messages.ts";
import { toasts } from "#state/toasts.svelte.ts";
import PredictedPicture from "./PredictedPicture.svelte";

const prediction = {
  sampleId: "s1",
  hash: "none" as BlobHash,
  path: "a/1.jpg",
  truth: 0,
  predicted: 1,
  scores: [0.2, 0.8],
} as Prediction;
const heat = { width: 1, height: 1, values: Float32Array.of(1) };

/** Without its thumbnail, which is not stored here, the picture has no size. */
const press = (button: Locator): void =>
  (button.element() as HTMLElement).click();

test("a press shows the heat map, another takes it away", async () => {
  const screen = render(PredictedPicture, {
    prediction,
    heatOf: () => Promise.resolve(heat),
  });
  const button = screen.getByRole("button", { name: /a\/1\.jpg/ });
  await expect.element(button).toHaveAttribute("aria-pressed", "false");
  press(button);
  await expect.element(button).toHaveAttribute("aria-pressed", "true");
  expect(screen.container.querySelector("canvas")).not.toBeNull();
  press(button);
  await expect.element(button).toHaveAttribute("aria-pressed", "false");
  expect(screen.container.querySelector("canvas")).toBeNull();
});

test("says so where the model cannot tell", async () => {
  const screen = render(PredictedPicture, {
    prediction,
    heatOf: () => Promise.resolve(null),
  });
  press(screen.getByRole("button"));
  await expect
    .poll(() => toasts.list.map(({ text }) => text))
    .toContain(m.evaluation.noHeat);
});
