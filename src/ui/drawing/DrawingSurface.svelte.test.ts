import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import type { Shape } from "#core/shape.ts";
import DrawingSurface from "./DrawingSurface.svelte";
import { plainDisplay, type SurfaceDisplay } from "./display.ts";
import type { DrawnShape, Reshape, ShapeKey } from "./drawn-shape.ts";
import type { PointerKind } from "./surface-input.ts";
import type { ToolId } from "./tools/tool.ts";

type Spot = readonly [x: number, y: number];

const callbacks = {
  ondraw: vi.fn<(shape: Shape) => void>(),
  onreshape: vi.fn<(changes: readonly Reshape[]) => void>(),
  onselect: vi.fn<(keys: readonly ShapeKey[]) => void>(),
  oncontext: vi.fn(),
  onpaint: vi.fn(),
};

let host: HTMLElement;
beforeEach(() => {
  vi.clearAllMocks();
  // Pointers made here are not known to the browser, so none can be captured.
  vi.spyOn(Element.prototype, "setPointerCapture").mockReturnValue();
  host = document.createElement("div");
  host.style.cssText = "width: 832px; height: 632px";
  document.body.append(host);
});
afterEach(() => {
  vi.restoreAllMocks();
  host.remove();
});

const drawn = (
  key: ShapeKey,
  shape: Shape,
  more: Partial<DrawnShape> = {},
) => ({
  key,
  shape,
  color: "#0b5fbf",
  name: "rose",
  isLocked: false,
  isHidden: false,
  isProposed: false,
  ...more,
});

const box = (
  xMin: number,
  yMin: number,
  xMax: number,
  yMax: number,
): Shape => ({
  kind: "bndbox",
  xMin,
  yMin,
  xMax,
  yMax,
});

/** A picture of 400 x 300: with the margin of 16 it is shown at exactly twice its size. */
async function setUp(
  tool: ToolId,
  shapes: readonly DrawnShape[] = [],
  more: {
    selected?: ReadonlySet<ShapeKey>;
    picture?: ImageBitmap;
    display?: SurfaceDisplay;
  } = {},
) {
  const props = {
    picture: null,
    pictureId: "one",
    width: 400,
    height: 300,
    label: "Roses",
    shapes,
    selected: new Set<ShapeKey>(),
    tool,
    drawColor: "#b3410e",
    display: { ...plainDisplay, showNames: false },
    ...callbacks,
    ...more,
  };
  const { component } = await render(DrawingSurface, props, {
    baseElement: host,
  });
  host.firstElementChild?.setAttribute("style", "width: 832px; height: 632px");
  const surface = component as DrawingSurface;
  await vi.waitFor(() =>
    expect(surface.scale()).toBeCloseTo(2 * devicePixelRatio, 3),
  );
  await settled();
  return surface;
}

const area = () =>
  page.getByRole("application", { name: "Roses" }).element() as HTMLElement;

const settled = () =>
  new Promise<void>((resolve) =>
    requestAnimationFrame(() => requestAnimationFrame(() => resolve())),
  );

/** @param at picture pixels, while the whole picture is in view. */
function pointer(
  kind: string,
  pointerType: PointerKind,
  [x, y]: Spot,
  init: PointerEventInit = {},
): void {
  const rect = area().getBoundingClientRect();
  area().dispatchEvent(
    new PointerEvent(kind, {
      bubbles: true,
      cancelable: true,
      pointerId: pointerType === "pen" ? 5 : 3,
      pointerType,
      isPrimary: true,
      button: 0,
      clientX: rect.left + 16 + 2 * x,
      clientY: rect.top + 16 + 2 * y,
      ...init,
    }),
  );
}

function drag(pointerType: PointerKind, way: readonly Spot[]): void {
  const [first, ...rest] = way;
  if (first) pointer("pointerdown", pointerType, first);
  for (const at of rest) pointer("pointermove", pointerType, at);
  const last = way.at(-1);
  if (last) pointer("pointerup", pointerType, last);
}

/** Colour of a layer's pixel: 0 picture, 1 shapes, 2 what is selected, 3 what is under the hand. */
function pixel(layer: number, [x, y]: Spot): readonly number[] {
  const canvas = area().querySelectorAll("canvas")[layer];
  const at = (value: number) => Math.round((16 + 2 * value) * devicePixelRatio);
  return [
    ...(canvas?.getContext("2d")?.getImageData(at(x), at(y), 1, 1).data ?? []),
  ];
}

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

test("shows the picture, sharp, and tells when it is there", async () => {
  const paper = new OffscreenCanvas(40, 30);
  const context = paper.getContext("2d");
  if (!context) throw new Error("No canvas");
  context.fillStyle = "rgb(10, 200, 30)";
  context.fillRect(0, 0, 40, 30);
  await setUp("select", [], { picture: await createImageBitmap(paper) });
  await vi.waitFor(() => expect(callbacks.onpaint).toHaveBeenCalledOnce());
  expect(pixel(0, [200, 150])).toEqual([10, 200, 30, 255]);
  expect(pixel(0, [405, 150])[3]).toBe(0);
});

test("a picture too large for one piece is drawn by tiles, with an overview to go by", async () => {
  const paper = new OffscreenCanvas(6000, 600);
  const context = paper.getContext("2d");
  if (!context) throw new Error("No canvas");
  for (let i = 0; i < 60; i += 1) {
    context.fillStyle = `rgb(${String(4 * i)}, 100, 0)`;
    context.fillRect(100 * i, 0, 100, 600);
  }
  const picture = await createImageBitmap(paper);
  const props = {
    ...{ picture, pictureId: 1, width: 6000, height: 600, label: "Roses" },
    ...{ shapes: [], selected: new Set<ShapeKey>() },
    ...{ tool: "select" as const, drawColor: "#b3410e", ...callbacks },
  };
  const { component } = await render(DrawingSurface, props, {
    baseElement: host,
  });
  host.firstElementChild?.setAttribute("style", "width: 832px; height: 632px");
  const surface = component as DrawingSurface;
  await vi.waitFor(() => expect(callbacks.onpaint).toHaveBeenCalledOnce());
  expect(page.getByRole("img", { name: "Overview" }).elements()).toEqual([]);
  surface.actualSize();
  await vi.waitFor(() => expect(pixel(0, [200, 150])[0]).toBe(4 * 30));
  const overview = page.getByRole("img", { name: "Overview" });
  await overview.click({ position: { x: 110, y: 8 } });
  // 110 of 160 pixels of the overview are 4125 of 6000 of the picture.
  await vi.waitFor(() => expect(pixel(0, [200, 150])[0]).toBe(4 * 41));
  expect(callbacks.onselect).not.toHaveBeenCalled();
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
