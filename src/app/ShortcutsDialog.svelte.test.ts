import { expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { registerShortcuts } from "#state/keymap.svelte.ts";
import ShortcutsDialog from "./ShortcutsDialog.svelte";

test("lists the newest screen's keys first, and what works everywhere last", async () => {
  const leave = [
    registerShortcuts("Samples", [{ keys: "Delete", label: "Delete samples" }]),
    registerShortcuts("Preview", [{ keys: "+, −", label: "Zoom" }]),
  ];
  await render(ShortcutsDialog, { onclose: vi.fn() });
  const dialog = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect.element(dialog).toBeVisible();
  const titles = dialog
    .getByRole("heading", { level: 3 })
    .elements()
    .map((heading) => heading.textContent);
  expect(titles).toEqual(["Preview", "Samples", "Everywhere"]);
  await expect.element(dialog).toHaveTextContent("Delete samples");
  const keys = [...dialog.element().querySelectorAll("kbd")].map(
    (key) => key.textContent,
  );
  expect(keys.slice(0, 3)).toEqual(["+", "−", "Delete"]);
  expect(keys).toContain("?");
  for (const remove of leave) remove();
});
