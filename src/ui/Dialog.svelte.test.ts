import { createRawSnippet } from "svelte";
import { afterEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import Dialog from "./Dialog.svelte";

const snippet = (html: string) =>
  createRawSnippet(() => ({ render: () => html }));
const opener = document.createElement("button");
opener.textContent = "Opener";

async function open(body: string) {
  document.body.append(opener);
  opener.focus();
  const onclose = vi.fn();
  const shown = await render(Dialog, {
    open: true,
    title: "Create Dataset",
    onclose,
    children: snippet(body),
    actions: snippet(`<button>Submit</button>`),
  });
  await expect.element(page.getByRole("dialog")).toBeVisible();
  return { onclose, shown };
}

afterEach(() => opener.remove());

test("begins in the first field, named by its title", async () => {
  await open(`<input aria-label="Name">`);
  await expect
    .element(page.getByRole("dialog", { name: "Create Dataset" }))
    .toBeVisible();
  await expect.element(page.getByLabelText("Name")).toHaveFocus();
});

test("without a field it has the focus itself, not the button that closes it", async () => {
  await open(`<p>Sure?</p>`);
  await expect.element(page.getByRole("dialog")).toHaveFocus();
});

test("keeps the focus inside, forwards and backwards", async () => {
  await open(`<input aria-label="Name">`);
  const dialog = page.getByRole("dialog").element();
  const seen = new Set<string>();
  for (const keys of [
    "{Tab}",
    "{Tab}",
    "{Tab}",
    "{Tab}",
    "{Shift>}{Tab}{/Shift}",
  ]) {
    await userEvent.keyboard(keys);
    expect(dialog.contains(document.activeElement)).toBe(true);
    seen.add(document.activeElement?.textContent ?? "");
  }
  expect(seen).toContain("Submit");
});

test("closes by Escape and by its button, and gives the focus back", async () => {
  const { onclose, shown } = await open(`<input aria-label="Name">`);
  await userEvent.keyboard("{Escape}");
  expect(onclose).toHaveBeenCalledOnce();
  await page.getByRole("button", { name: "Close" }).click();
  expect(onclose).toHaveBeenCalledTimes(2);
  await shown.unmount();
  await vi.waitFor(() => expect(document.activeElement).toBe(opener));
});
