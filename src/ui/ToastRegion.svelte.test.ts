import { afterEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import ToastRegion from "./ToastRegion.svelte";

afterEach(() => vi.clearAllMocks());

test("is announced politely, and closed one by one", async () => {
  const onclose = vi.fn();
  await render(ToastRegion, {
    toasts: [
      { id: 1, text: "Version V002 was published", kind: "success" },
      { id: 2, text: "No space left", kind: "error" },
    ],
    onclose,
  });
  const region = page.getByRole("status");
  await expect.element(region).toHaveAttribute("aria-live", "polite");
  await expect.element(region).toHaveTextContent("Version V002 was published");
  await page.getByRole("button", { name: "Close" }).nth(1).click();
  expect(onclose).toHaveBeenCalledExactlyOnceWith(2);
});

test("an action runs, and the message goes", async () => {
  const [run, onclose] = [vi.fn(), vi.fn()];
  await render(ToastRegion, {
    toasts: [
      { id: 7, text: "Deleted", kind: "info", action: { label: "Undo", run } },
    ],
    onclose,
  });
  await page.getByRole("button", { name: "Undo" }).click();
  expect(run).toHaveBeenCalledOnce();
  expect(onclose).toHaveBeenCalledExactlyOnceWith(7);
});
