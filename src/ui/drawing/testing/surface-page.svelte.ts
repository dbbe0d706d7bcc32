/** A drawing surface in a real page, with hands. */
import { expect, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import type { Shape } from "#core/shape.ts";
import DrawingSurface from "../DrawingSurface.svelte";
import { plainDisplay, type SurfaceDisplay } from "../display.ts";
import type { DrawnShape, Reshape, ShapeKey } from "../drawn-shape.ts";
import type { PointerKind } from "../surface-input.ts";
import type { ToolId } from "../tools/tool.ts";

export type Spot = readonly [x: number, y: number];

export const callbacks = {
  ondraw: vi.fn<(shape: Shape) => void>(),
  onreshape: vi.fn<(changes: readonly Reshape[]) => void>(),
  onselect: vi.fn<(keys: readonly ShapeKey[]) => void>(),
  oncontext: vi.fn(),
  onpaint: vi.fn(),
};

let host: HTMLElement;

/** Before each test. */
export function makeHost(): void {
  vi.clearAllMocks();
  // Pointers made here are not known to the browser, so none can be captured.
  vi.spyOn(Element.prototype, "setPointerCapture").mockReturnValue();
  host = document.createElement("div");
  host.style.cssText = "width: 832px; height: 632px";
  document.body.append(host);
}

/** After each test. */
export function removeHost(): void {
  vi.restoreAllMocks();
  host.remove();
}

export const drawn = (
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

/** A picture of 400 x 300: with the margin of 16 it is shown at exactly twice its size. */
export async function setUp(
  tool: ToolId,
  shapes: readonly DrawnShape[] = [],
  more: {
    selected?: ReadonlySet<ShapeKey>;
    picture?: ImageBitmap;
    display?: SurfaceDisplay;
    width?: number;
    height?: number;
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
  const fitted = Math.min(800 / props.width, 600 / props.height);
  await vi.waitFor(() =>
    expect(surface.scale()).toBeCloseTo(fitted * devicePixelRatio, 3),
  );
  await settled();
  return surface;
}

export const area = () =>
  page.getByRole("application", { name: "Roses" }).element() as HTMLElement;

export const settled = () =>
  new Promise<void>((resolve) =>
    requestAnimationFrame(() => requestAnimationFrame(() => resolve())),
  );

/** @param at picture pixels, while the whole picture is in view. */
export function pointer(
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

export function drag(pointerType: PointerKind, way: readonly Spot[]): void {
  const [first, ...rest] = way;
  if (first) pointer("pointerdown", pointerType, first);
  for (const at of rest) pointer("pointermove", pointerType, at);
  const last = way.at(-1);
  if (last) pointer("pointerup", pointerType, last);
}

/** Colour of a layer's pixel: 0 picture, 1 shapes, 2 what is selected, 3 what is under the hand. */
export function pixel(layer: number, [x, y]: Spot): readonly number[] {
  const canvas = area().querySelectorAll("canvas")[layer];
  const at = (value: number) => Math.round((16 + 2 * value) * devicePixelRatio);
  return [
    ...(canvas?.getContext("2d")?.getImageData(at(x), at(y), 1, 1).data ?? []),
  ];
}
