import { beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import Select from "./Select.svelte";

const onchange = vi.fn();
const trigger = page.getByRole("combobox", { name: /^Sort by/ });
const trigger2 = page.getByRole("button", { name: /^Sort by/ });
let shown: Awaited<ReturnType<typeof render<typeof Select>>>;
const opener = () => (trigger.query() ? trigger : trigger2);

beforeEach(async () => {
  vi.clearAllMocks();
  shown = await render(Select, {
    label: "Sort by",
    value: "name",
    options: [
      { value: "name", label: "Name" },
      { value: "size", label: "Size", disabled: true },
      { value: "created", label: "Created" },
    ],
    onchange,
  });
});

test("says its label and what is chosen", async () => {
  await expect.element(opener()).toHaveAccessibleName("Sort by: Name");
});

test("is changed by keys; what is disabled cannot be chosen", async () => {
  (opener().element() as HTMLElement).focus();
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByRole("listbox")).toBeVisible();
  await userEvent.keyboard("{ArrowDown}{Enter}");
  expect(onchange).toHaveBeenCalledExactlyOnceWith("created");
  await expect.element(opener()).toHaveAccessibleName("Sort by: Created");
});

test("is changed by a press on an option", async () => {
  await opener().click();
  await page.getByRole("option", { name: "Created" }).click();
  expect(onchange).toHaveBeenCalledExactlyOnceWith("created");
});

test("keeps its value when it is left by Escape", async () => {
  await opener().click();
  await userEvent.keyboard("{ArrowDown}{Escape}");
  expect(onchange).not.toHaveBeenCalled();
});

test("keeps its value when keys pass by, whatever its options are called", async () => {
  await shown.rerender({
    value: "comma",
    options: [
      { value: "comma", label: "Comma" },
      { value: "tab", label: "Tab" },
    ],
  });
  (opener().element() as HTMLElement).focus();
  await userEvent.keyboard("{Tab}");
  await expect.element(opener()).toHaveAccessibleName("Sort by: Comma");
  expect(onchange).not.toHaveBeenCalled();
});
