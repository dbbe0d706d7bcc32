import { createRawSnippet } from "svelte";
import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import LongList from "./LongList.svelte";

const row = createRawSnippet<[number]>((index) => ({
  render: () => `<button>Row ${String(index())}</button>`,
}));

test("keeps the rows near what the window shows, of any number", async () => {
  const { container } = await render(LongList, {
    count: 5000,
    rowHeight: "40px",
    keyAt: (index: number) => index,
    row,
  });
  expect(container.scrollHeight).toBeGreaterThanOrEqual(5000 * 40);
  await expect.element(page.getByText("Row 0", { exact: true })).toBeVisible();
  const most = innerHeight / 40 + 14;
  expect(page.getByRole("listitem").elements().length).toBeLessThan(most);

  scrollTo(0, 3000 * 40);
  await expect.element(page.getByText("Row 3001")).toBeInViewport();
  expect(page.getByText("Row 0", { exact: true }).elements()).toEqual([]);
  expect(page.getByRole("listitem").elements().length).toBeLessThan(most);

  scrollTo(0, container.scrollHeight);
  await expect.element(page.getByText("Row 4999")).toBeInViewport();
  expect(page.getByText("Row 4999").element().closest("li")).toHaveAttribute(
    "aria-posinset",
    "5000",
  );
});

test("shows what is left when most rows go", async () => {
  const props = { rowHeight: "40px", keyAt: (index: number) => index, row };
  const { rerender } = await render(LongList, { ...props, count: 5000 });
  scrollTo(0, 4000 * 40);
  await expect.element(page.getByText("Row 4001")).toBeInViewport();
  await rerender({ ...props, count: 3 });
  await expect.element(page.getByText("Row 2", { exact: true })).toBeVisible();
});
