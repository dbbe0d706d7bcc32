import { createRawSnippet, flushSync } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import ThumbnailGrid from "./ThumbnailGrid.svelte";

const LONG_PRESS = 500;
const calls = {
  onpick: vi.fn(),
  onopen: vi.fn(),
  onclear: vi.fn(),
  onsweepstart: vi.fn(),
  onsweep: vi.fn(),
  onsweepend: vi.fn(),
  onrange: vi.fn(),
};
let host: HTMLElement;

async function show(isSelecting = false, count = 100): Promise<void> {
  await render(
    ThumbnailGrid,
    {
      count,
      keyAt: String,
      size: 100,
      focus: 0,
      isSelected: () => false,
      isSelecting,
      label: "Pictures",
      nameOf: (index: number) => `picture ${String(index)}`,
      cell: createRawSnippet((index: () => number) => ({
        render: () =>
          `<div style="height: 100%; background: #ccc"><i data-pick style="position: absolute; width: 20px; height: 20px"></i>${String(index())}</div>`,
      })),
      ...calls,
    },
    { baseElement: host },
  );
  // The grid fills what holds it.
  host.firstElementChild?.setAttribute("style", "height: 340px");
  flushSync();
  await expect.element(cell(0)).toBeVisible();
}

const cell = (index: number) =>
  page.getByRole("option", { name: `picture ${String(index)}`, exact: true });

/** A finger, as the browser would tell of it. */
function finger(kind: string, index: number): void {
  const box = cell(index).element().getBoundingClientRect();
  cell(index)
    .element()
    .dispatchEvent(
      new PointerEvent(kind, {
        bubbles: true,
        cancelable: true,
        isPrimary: true,
        pointerId: 1,
        pointerType: "touch",
        button: kind === "pointermove" ? -1 : 0,
        clientX: box.left + box.width / 2,
        clientY: box.top + box.height / 2,
      }),
    );
}
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

beforeEach(() => {
  vi.clearAllMocks();
  host = document.createElement("div");
  // Four columns of 100 with gaps of 8.
  host.style.cssText = "width: 440px; height: 340px";
  document.body.append(host);
});
afterEach(() => host.remove());

test("draws what is in view, and says where it stands in the list", async () => {
  await show();
  const drawn = page.getByRole("option").elements();
  expect(drawn.length).toBeGreaterThanOrEqual(12);
  expect(drawn.length).toBeLessThan(40);
  await expect.element(cell(5)).toHaveAttribute("aria-posinset", "6");
  await expect.element(cell(5)).toHaveAttribute("aria-setsize", "100");
});

test("a click picks one, with Ctrl toggles, with Shift extends", async () => {
  await show();
  await userEvent.click(cell(1));
  await userEvent.click(cell(2), { modifiers: ["Control"] });
  await userEvent.click(cell(6), { modifiers: ["Shift"] });
  expect(calls.onpick.mock.calls).toEqual([
    [1, "one"],
    [2, "toggle"],
    [6, "extend"],
  ]);
});

test("the mark of a picture always toggles; a double click opens", async () => {
  await show();
  await userEvent.click(cell(3), { position: { x: 8, y: 8 } });
  expect(calls.onpick.mock.calls).toEqual([[3, "toggle"]]);
  await userEvent.dblClick(cell(5));
  expect(calls.onopen).toHaveBeenCalledExactlyOnceWith(5);
});

test("a mouse drag is a lasso over everything it touches", async () => {
  await show();
  await userEvent.dragAndDrop(cell(0), cell(5));
  expect(calls.onsweepstart).toHaveBeenCalledExactlyOnceWith(false);
  expect(calls.onsweep.mock.lastCall?.[0]).toEqual([0, 1, 4, 5]);
  expect(calls.onsweepend).toHaveBeenCalledOnce();
  expect(calls.onpick).not.toHaveBeenCalled();
});

test("a tap opens, but picks while something is selected", async () => {
  await show();
  finger("pointerdown", 2);
  finger("pointerup", 2);
  expect(calls.onopen).toHaveBeenCalledExactlyOnceWith(2);
});

test("a tap picks while something is selected", async () => {
  await show(true);
  finger("pointerdown", 2);
  finger("pointerup", 2);
  expect(calls.onopen).not.toHaveBeenCalled();
  expect(calls.onpick.mock.calls).toEqual([[2, "toggle"]]);
});

test("a long press and a drag select the range between", async () => {
  await show();
  finger("pointerdown", 1);
  await wait(LONG_PRESS);
  expect(calls.onsweepstart).toHaveBeenCalledExactlyOnceWith(true);
  finger("pointermove", 6);
  expect(calls.onsweep.mock.lastCall?.[0]).toEqual([1, 2, 3, 4, 5, 6]);
  finger("pointerup", 6);
  expect(calls.onsweepend).toHaveBeenCalledOnce();
});

test("a finger that moves at once scrolls, and selects nothing", async () => {
  await show();
  finger("pointerdown", 1);
  finger("pointermove", 6);
  await wait(LONG_PRESS);
  finger("pointerup", 6);
  for (const call of [calls.onpick, calls.onopen, calls.onsweepstart])
    expect(call).not.toHaveBeenCalled();
});
