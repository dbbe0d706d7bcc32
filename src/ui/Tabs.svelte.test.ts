import { expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import Tabs from "./Tabs.svelte";

const items = [
  { value: "a", label: "Unlabeled", count: 1234 },
  { value: "b", label: "Labeled" },
  { value: "c", label: "All" },
];

test("one tab is reached by Tab, the others by arrows, round the ends", async () => {
  const onchange = vi.fn();
  const { rerender } = await render(Tabs, {
    items,
    value: "a",
    label: "States",
    onchange: (value: string) => {
      onchange(value);
      void rerender({ value });
    },
  });
  await userEvent.tab();
  await expect
    .element(page.getByRole("tab", { name: "Unlabeled" }))
    .toHaveFocus();
  for (const key of ["ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft"])
    await userEvent.keyboard(`{${key}}`);
  expect(onchange.mock.calls.flat()).toEqual(["b", "c", "a", "c"]);
  await expect.element(page.getByRole("tab", { name: "All" })).toHaveFocus();
  await expect
    .element(page.getByRole("tab", { selected: true }))
    .toHaveTextContent("All");
});

test("shows counts in the figures of the language", async () => {
  await render(Tabs, { items, value: "a", label: "States", onchange: vi.fn() });
  await expect
    .element(page.getByRole("tab", { name: "Unlabeled 1,234" }))
    .toBeVisible();
});
