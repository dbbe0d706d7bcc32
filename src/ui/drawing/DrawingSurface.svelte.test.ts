import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { plainDisplay } from "./display.ts";
import {
  area,
  callbacks,
  drag,
  drawn,
  makeHost,
  pixel,
  pointer,
  removeHost,
  setUp,
  settled,
  type Spot,
} from "./testing/surface-page.svelte.ts";
import { box } from "../../../tests/support/plain-shapes.ts";

beforeEach(makeHost);
afterEach(removeHost);

test.each(["mouse", "touch", "pen"] as const)(
  "draws a rectangle by %s",
  async (kind) => {
    const surface = await setUp("bndbox");
    pointer("pointerdown", kind, [50, 40]);
    pointer("pointermove", kind, [90, 80]);
    expect(surface.isDrawing()).toBe(true);
    await settled();
    expect(pixel(3, [70, 40]).slice(0, 3)).toEqual([0xb3, 0x41, 0x0e]);
    pointer("pointermove", kind, [120, 100]);
    pointer("pointerup", kind, [120, 100]);
    expect(callbacks.ondraw.mock.calls).toEqual([[box(50, 40, 120, 100)]]);
    expect(surface.isDrawing()).toBe(false);
  },
);

test("what is drawn is handed out before the page changes", async () => {
  await setUp("bndbox");
  const size = () => area().querySelector("span:not(.visually-hidden)");
  let hasChanged: boolean | undefined;
  callbacks.ondraw.mockImplementationOnce(() =>
    queueMicrotask(() => (hasChanged = size() === null)),
  );
  pointer("pointerdown", "mouse", [50, 40]);
  pointer("pointermove", "mouse", [120, 100]);
  await settled();
  expect(size()).not.toBeNull();
  pointer("pointerup", "mouse", [120, 100]);
  await settled();
  expect(hasChanged).toBe(false);
  expect(size()).toBeNull();
});

test("a real mouse draws, moves and cancels", async () => {
  const surface = await setUp("bndbox");
  const { left, top } = area().getBoundingClientRect();
  expect([left, top].every(Number.isFinite)).toBe(true);
  await page.getByRole("application").click({ position: { x: 116, y: 96 } });
  expect(surface.isDrawing()).toBe(true);
  await page.getByRole("application").click({ position: { x: 216, y: 136 } });
  expect(callbacks.ondraw.mock.calls).toEqual([[box(50, 40, 100, 60)]]);
  expect(document.activeElement).toBe(area());
  await page.getByRole("application").click({ position: { x: 300, y: 300 } });
  expect(surface.cancel()).toBe(true);
  expect(surface.cancel()).toBe(false);
});

test("a selected box is moved by its body in one step, and painted on its way", async () => {
  await setUp("select", [drawn(7, box(100, 100, 200, 200))], {
    selected: new Set([7]),
  });
  pointer("pointerdown", "mouse", [150, 150]);
  pointer("pointermove", "mouse", [160, 150]);
  pointer("pointermove", "mouse", [180, 150]);
  await settled();
  expect(pixel(1, [150, 100])[3]).toBe(0);
  expect(pixel(3, [165, 100])[3]).toBe(255);
  pointer("pointerup", "mouse", [180, 150]);
  expect(callbacks.onreshape.mock.calls).toEqual([
    [[{ key: 7, shape: box(130, 100, 230, 200) }]],
  ]);
});

test("nudges what is selected and free, within the picture", async () => {
  const surface = await setUp(
    "select",
    [
      drawn(1, box(5, 5, 20, 20)),
      drawn(2, box(50, 50, 60, 60), { isLocked: true }),
    ],
    { selected: new Set([1, 2]) },
  );
  surface.nudge(-10, 1);
  expect(callbacks.onreshape.mock.calls).toEqual([
    [[{ key: 1, shape: box(0, 6, 15, 21) }]],
  ]);
});

test("a long press is the context menu", async () => {
  await setUp("select", [drawn(7, box(100, 100, 200, 200))]);
  vi.useFakeTimers();
  try {
    pointer("pointerdown", "touch", [150, 150]);
    vi.advanceTimersByTime(600);
  } finally {
    vi.useRealTimers();
  }
  pointer("pointerup", "touch", [150, 150]);
  expect(callbacks.onselect).toHaveBeenLastCalledWith([7]);
  expect(callbacks.oncontext).toHaveBeenCalledExactlyOnceWith({
    key: 7,
    x: 316,
    y: 316,
  });
});

test("hidden shapes are neither seen nor hit", async () => {
  await setUp("select", [
    drawn(1, box(100, 100, 200, 200), { isHidden: true }),
  ]);
  drag("mouse", [[150, 150]]);
  expect(callbacks.onselect).toHaveBeenLastCalledWith([]);
  expect(pixel(1, [150, 100])[3]).toBe(0);
});

test("a name can be pressed, and is not in the way when it is hidden", async () => {
  const shapes = [drawn(1, box(100, 100, 200, 200))];
  await setUp("polygon", shapes, { display: plainDisplay });
  drag("mouse", [[105, 94]]);
  expect(callbacks.onselect).toHaveBeenLastCalledWith([1]);
});

test("a click finds its box among 10,000 in 30 ms", async () => {
  const shapes = Array.from({ length: 10_000 }, (_, i) => {
    const [x, y] = [(i % 100) * 4, Math.floor(i / 100) * 3];
    return drawn(i, box(x, y, x + 3, y + 2));
  });
  await setUp("select", shapes);
  const at: Spot = [200 + 1.5, 150 + 1];
  const began = performance.now();
  drag("mouse", [at]);
  const elapsed = performance.now() - began;
  expect(callbacks.onselect).toHaveBeenLastCalledWith([50 * 100 + 50]);
  expect(elapsed).toBeLessThan(30);
});
