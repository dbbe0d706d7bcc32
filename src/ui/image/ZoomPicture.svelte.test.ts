import { flushSync } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import ZoomPicture from "./ZoomPicture.svelte";

const [onprevious, onnext] = [vi.fn(), vi.fn()];
let host: HTMLElement;
let zoom: ZoomPicture;
let box: HTMLElement;

beforeEach(async () => {
  vi.clearAllMocks();
  // Pointers made here are not known to the browser, so none can be captured.
  vi.spyOn(Element.prototype, "setPointerCapture").mockReturnValue();
  host = document.createElement("div");
  host.style.cssText = "width: 400px; height: 300px";
  document.body.append(host);
  const { component } = await render(
    ZoomPicture,
    {
      element: null,
      width: 800,
      height: 600,
      label: "A rose",
      onprevious,
      onnext,
    },
    { baseElement: host },
  );
  zoom = component as ZoomPicture;
  host.firstElementChild?.setAttribute("style", "width: 400px; height: 300px");
  box = page.getByRole("img", { name: "A rose" }).element() as HTMLElement;
  await vi.waitFor(() => expect(shown().scale).toBeCloseTo(0.5, 3));
});
afterEach(() => {
  vi.restoreAllMocks();
  host.remove();
});

/** Where the picture lies in the box, and how large: read off the drawn sheet. */
function shown(): { x: number; y: number; scale: number } {
  flushSync();
  const sheet = box.firstElementChild as HTMLElement;
  const { a, e, f } = new DOMMatrix(getComputedStyle(sheet).transform);
  return { x: e, y: f, scale: a };
}

function pointer(kind: string, id: number, x: number, y: number): void {
  const at = box.getBoundingClientRect();
  box.dispatchEvent(
    new PointerEvent(kind, {
      bubbles: true,
      pointerId: id,
      pointerType: "touch",
      isPrimary: id === 1,
      button: 0,
      clientX: at.left + x,
      clientY: at.top + y,
    }),
  );
}

test("the wheel zooms on the spot under the pointer", () => {
  const at = box.getBoundingClientRect();
  const before = shown();
  const spot = { x: 100, y: 50 };
  box.dispatchEvent(
    new WheelEvent("wheel", {
      deltaY: -400,
      cancelable: true,
      clientX: at.left + spot.x,
      clientY: at.top + spot.y,
    }),
  );
  const after = shown();
  expect(after.scale).toBeGreaterThan(before.scale * 1.5);
  const pixel = (v: typeof after) => [
    (spot.x - v.x) / v.scale,
    (spot.y - v.y) / v.scale,
  ];
  expect(pixel(after)[0]).toBeCloseTo(pixel(before)[0] ?? 0, 1);
  expect(pixel(after)[1]).toBeCloseTo(pixel(before)[1] ?? 0, 1);
});

test("two fingers that spread to double distance double the picture", () => {
  pointer("pointerdown", 1, 150, 150);
  pointer("pointerdown", 2, 250, 150);
  pointer("pointermove", 1, 100, 150);
  pointer("pointermove", 2, 300, 150);
  pointer("pointerup", 1, 100, 150);
  pointer("pointerup", 2, 300, 150);
  expect(shown().scale).toBeCloseTo(1, 1);
  expect(onnext).not.toHaveBeenCalled();
});

test("keys and buttons zoom in steps, and never below the whole picture", () => {
  zoom.zoomIn();
  expect(shown().scale).toBeCloseTo(0.75, 3);
  zoom.zoomOut();
  zoom.zoomOut();
  expect(shown().scale).toBeCloseTo(0.5, 3);
  zoom.toggleFit();
  expect(shown().scale).toBeGreaterThanOrEqual(1 / window.devicePixelRatio);
  zoom.toggleFit();
  expect(shown().scale).toBeCloseTo(0.5, 3);
});

test("a swipe goes to the neighbour while the picture is whole", () => {
  pointer("pointerdown", 1, 300, 150);
  pointer("pointermove", 1, 200, 152);
  pointer("pointerup", 1, 200, 152);
  expect(onnext).toHaveBeenCalledOnce();
  pointer("pointerdown", 1, 100, 150);
  pointer("pointermove", 1, 200, 152);
  pointer("pointerup", 1, 200, 152);
  expect(onprevious).toHaveBeenCalledOnce();
});

test("a finger pans the picture once it is larger than the box", () => {
  zoom.zoomIn();
  const before = shown();
  pointer("pointerdown", 1, 300, 150);
  pointer("pointermove", 1, 240, 150);
  pointer("pointerup", 1, 240, 150);
  expect(shown().x).toBeCloseTo(before.x - 60, 0);
  expect(onnext).not.toHaveBeenCalled();
});
