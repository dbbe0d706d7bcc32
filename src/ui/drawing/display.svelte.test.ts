/** How the picture is looked at changes what is seen on the screen, and nothing of the picture. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { box } from "../../../tests/support/plain-shapes.ts";
import { plainDisplay, type SurfaceDisplay } from "./display.ts";
import {
  area,
  callbacks,
  drawn,
  makeHost,
  pixel,
  pointer,
  removeHost,
  setUp,
  settled,
  type Spot,
} from "./testing/surface-page.svelte.ts";

beforeEach(async () => {
  // What lies beyond the window is on no screenshot.
  await page.viewport(1000, 800);
  makeHost();
});
afterEach(removeHost);

const GRAY = 100;

async function grayPicture(): Promise<ImageBitmap> {
  const paper = new OffscreenCanvas(400, 300);
  const context = paper.getContext("2d");
  if (!context) throw new Error("No canvas");
  context.fillStyle = `rgb(${String(GRAY)} ${String(GRAY)} ${String(GRAY)})`;
  context.fillRect(0, 0, 400, 300);
  return createImageBitmap(paper);
}

/** What the screen shows. @param at picture pixels. */
async function seen([x, y]: Spot): Promise<readonly number[]> {
  const base64 = await page.elementLocator(area()).screenshot({ save: false });
  const bytes = Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
  const shot = await createImageBitmap(new Blob([bytes]));
  const context = new OffscreenCanvas(1, 1).getContext("2d");
  const ratio = shot.width / area().getBoundingClientRect().width;
  context?.drawImage(shot, -(16 + 2 * x) * ratio, -(16 + 2 * y) * ratio);
  return [...(context?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3);
}

const open = (display: Partial<SurfaceDisplay>, picture: ImageBitmap | null) =>
  setUp("bndbox", [drawn(1, box(100, 100, 200, 200))], {
    ...(picture ? { picture } : {}),
    display: { ...plainDisplay, ...display },
  });

test.each([
  ["as it is", {}, GRAY],
  ["half as bright", { brightness: 0.5 }, GRAY / 2],
  // Away from the middle grey.
  ["of more contrast", { contrast: 2 }, 2 * (GRAY - 127.5) + 127.5],
  ["of lighter shadows", { gamma: 2 }, 255 * (GRAY / 255) ** 0.5],
])("a picture %s", async (_, display, expected) => {
  await open(display, await grayPicture());
  await vi.waitFor(() => expect(callbacks.onpaint).toHaveBeenCalledOnce());
  await settled();
  const [red = NaN, green = NaN, blue = NaN] = await seen([300, 50]);
  expect(Math.abs(red - expected)).toBeLessThanOrEqual(2);
  expect([green, blue]).toEqual([red, red]);
  expect(pixel(0, [300, 50])).toEqual([GRAY, GRAY, GRAY, 255]);
});

test("shapes and their names are shown or not", async () => {
  /** Of the border, and of the name above it. */
  const visible = () =>
    (
      [
        [150, 100],
        [104, 95],
      ] as const
    ).map((at) => (pixel(1, at)[3] ?? 0) > 0);
  await open({}, null);
  expect(visible()).toEqual([true, true]);
  removeHost();
  makeHost();
  await open({ showNames: false }, null);
  expect(visible()).toEqual([true, false]);
  removeHost();
  makeHost();
  await open({ showShapes: false }, null);
  expect(visible()).toEqual([false, false]);
});

test.each([true, false])(
  "a crosshair through the pointer, if wanted: %s",
  async (showCrosshair) => {
    await open({ showCrosshair }, null);
    pointer("pointermove", "mouse", [300, 220], { button: -1 });
    await settled();
    const far = (
      [
        [20, 220],
        [300, 20],
      ] as const
    ).map((at) => (pixel(3, at)[3] ?? 0) > 0);
    expect(far).toEqual([showCrosshair, showCrosshair]);
    expect(pixel(3, [20, 20])[3]).toBe(0);
  },
);
