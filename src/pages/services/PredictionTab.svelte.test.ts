import { expect, test } from "vitest";
import { render } from "vitest-browser-svelte";
import { m } from "#messages/messages.ts";
import type { ServiceState } from "#state/services.svelte.ts";
import { toasts } from "#state/toasts.svelte.ts";
import PredictionTab from "./PredictionTab.svelte";

const outcome = {
  result: { predicted_label: "ripe" },
  scores: [
    ["ripe", 0.9],
    ["green", 0.1],
  ],
  heatMap: { width: 1, height: 1, values: Float32Array.of(1) },
};

test("of many files the first are predicted, and it says how many", async () => {
  let count = 0;
  const shown = {
    predict: () => {
      count += 1;
      return Promise.resolve(outcome);
    },
  } as unknown as ServiceState;
  const screen = render(PredictionTab, { shown, isRunning: true });
  const files = new DataTransfer();
  for (let i = 0; i < 26; i += 1)
    files.items.add(new File([String(i)], `${String(i)}.jpg`));
  const input = screen.container.querySelector("input") as HTMLInputElement;
  input.files = files.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  // One beside each picture.
  const sliders = screen.getByRole("slider");
  await expect.poll(() => sliders.elements()).toHaveLength(24);
  expect(count).toBe(24);
  expect(toasts.list.map(({ text }) => text)).toContain(m.services.most(24));
});

test("a picture of more than 8 MB is refused by name, the others are predicted", async () => {
  const asked: Blob[] = [];
  const shown = {
    predict: (file: Blob) => {
      asked.push(file);
      return Promise.resolve(outcome);
    },
  } as unknown as ServiceState;
  const screen = render(PredictionTab, { shown, isRunning: true });
  const files = new DataTransfer();
  const most = 8 * 1024 * 1024;
  files.items.add(new File([new Uint8Array(most + 1)], "huge.jpg"));
  files.items.add(new File([new Uint8Array(most)], "fine.jpg"));
  const input = screen.container.querySelector("input") as HTMLInputElement;
  input.files = files.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  await expect.element(screen.getByText(/^huge.jpg has 8/)).toBeVisible();
  await expect.poll(() => asked.map(({ size }) => size)).toEqual([most]);
});
