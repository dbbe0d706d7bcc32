import { tick } from "svelte";
import { afterEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import type { Label } from "#core/label.ts";
import { plainLabel } from "../../../tests/support/plain-label.ts";
import LabelTable from "./LabelTable.svelte";

afterEach(() => void vi.restoreAllMocks());

const labels = ["cat", "dog", "cow"].map((name) => plainLabel(name, null));
const button = (name: string) => page.getByRole("button", { name });

/** A table whose rows move as the storage would move them. */
async function shown() {
  const onmove = vi.fn((label: Label, place: number) => {
    const others = current.filter((one) => one !== label);
    current = [...others.slice(0, place), label, ...others.slice(place)];
    void screen.rerender({ labels: current });
  });
  let current: readonly Label[] = labels;
  const nothing = (): void => undefined;
  const screen = await render(LabelTable, {
    labels,
    counts: new Map(),
    selected: new Set<never>(),
    onselect: nothing,
    onmove,
    onmodify: nothing,
    ondelete: nothing,
  });
  return { onmove, names: () => current.map(({ name }) => name) };
}

test("a label is moved by the menu of its row, one step or to an end", async () => {
  const { names } = await shown();
  await button("Move cow").click();
  await page.getByRole("menuitem", { name: "Move up" }).click();
  expect(names()).toEqual(["cat", "cow", "dog"]);
  await button("Move cat").click();
  await page.getByRole("menuitem", { name: "Move to the end" }).click();
  expect(names()).toEqual(["cow", "dog", "cat"]);
  await button("Move cow").click();
  await expect
    .element(page.getByRole("menuitem", { name: "Move up" }))
    .toHaveAttribute("aria-disabled", "true");
});

test("Alt with arrow keys moves the row that has the focus, which keeps it", async () => {
  const { names, onmove } = await shown();
  const modify = button("Modify dog");
  (modify.element() as HTMLElement).focus();
  await userEvent.keyboard("{Alt>}{ArrowUp}{/Alt}");
  expect(names()).toEqual(["dog", "cat", "cow"]);
  await expect.element(modify).toHaveFocus();
  await userEvent.keyboard("{Alt>}{ArrowDown}{ArrowDown}{/Alt}");
  expect(names()).toEqual(["cat", "cow", "dog"]);
  await expect.element(modify).toHaveFocus();
  await userEvent.keyboard("{Alt>}{ArrowDown}{/Alt}{ArrowUp}");
  expect(onmove).toHaveBeenCalledTimes(3);
});

/** Drags the handle of a row to the middle of another, and a bit on; there it is let go, or not. */
async function drag(from: number, to: number, end: string): Promise<void> {
  const rows = [...document.querySelectorAll("tbody tr")];
  const grip = rows[from]?.querySelector(".grip");
  const { top, height } = rows[to]?.getBoundingClientRect() ?? new DOMRect();
  const clientY = top + height / 2 + (to > from ? 5 : -5);
  // Only a real pointer can be captured.
  vi.spyOn(Element.prototype, "setPointerCapture").mockReturnValue();
  for (const type of ["pointerdown", "pointermove", end])
    grip?.dispatchEvent(
      new PointerEvent(type, { bubbles: true, cancelable: true, clientY }),
    );
  await tick();
}

test("a row is dragged to another place by its handle, down and up", async () => {
  const { names, onmove } = await shown();
  await drag(0, 1, "pointerup");
  expect(names()).toEqual(["dog", "cat", "cow"]);
  await drag(2, 0, "pointerup");
  expect(names()).toEqual(["cow", "dog", "cat"]);
  await drag(0, 2, "pointerup");
  expect(names()).toEqual(["dog", "cat", "cow"]);
  expect(onmove).toHaveBeenCalledTimes(3);
});

test("a line shows where it would go; a drag that is broken off moves nothing", async () => {
  const { onmove } = await shown();
  await drag(2, 0, "pointermove");
  const rows = [...document.querySelectorAll("tbody tr")];
  expect(rows[0]?.classList).toContain("before");
  expect(rows[2]?.classList).toContain("taken");
  await userEvent.keyboard("{Escape}");
  expect(rows[2]?.classList).not.toContain("taken");
  await drag(2, 0, "pointercancel");
  await drag(1, 1, "pointerup");
  expect(onmove).not.toHaveBeenCalled();
});
