import { createRawSnippet } from "svelte";
import { beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import Menu from "./Menu.svelte";

const modify = vi.fn();
const remove = vi.fn();
const trigger = page.getByRole("button", { name: "More" });

beforeEach(async () => {
  vi.clearAllMocks();
  await render(Menu, {
    label: "More",
    items: [
      { label: "Modify", onselect: modify },
      { label: "Copy", onselect: () => undefined, disabled: true },
      { label: "Delete", onselect: remove, danger: true },
    ],
    children: createRawSnippet(() => ({ render: () => `<span>…</span>` })),
  });
});

test("opens by key, passes over what is disabled, and runs what is chosen", async () => {
  (trigger.element() as HTMLElement).focus();
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByRole("menu")).toBeVisible();
  await expect
    .element(page.getByRole("menuitem", { name: "Modify" }))
    .toHaveFocus();
  await userEvent.keyboard("{ArrowDown}");
  await expect
    .element(page.getByRole("menuitem", { name: "Delete" }))
    .toHaveFocus();
  await userEvent.keyboard("{Enter}");
  expect(remove).toHaveBeenCalledOnce();
  expect(modify).not.toHaveBeenCalled();
  await expect.element(page.getByRole("menu")).not.toBeInTheDocument();
});

test("closes by Escape without running anything, and gives the focus back", async () => {
  await trigger.click();
  await expect.element(page.getByRole("menu")).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await expect.element(page.getByRole("menu")).not.toBeInTheDocument();
  await expect.element(trigger).toHaveFocus();
  expect(modify).not.toHaveBeenCalled();
});
