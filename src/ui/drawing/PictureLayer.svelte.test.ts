import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import {
  callbacks,
  drag,
  makeHost,
  pixel,
  removeHost,
  setUp,
  settled,
} from "./testing/surface-page.svelte.ts";

beforeEach(makeHost);
afterEach(removeHost);

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
  const surface = await setUp("select", [], {
    picture,
    width: 6000,
    height: 600,
  });
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

test("panning does not prepare the picture anew", async () => {
  const paper = new OffscreenCanvas(2600, 1950);
  paper.getContext("2d");
  const picture = await createImageBitmap(paper);
  const make = vi.spyOn(globalThis, "createImageBitmap");
  await setUp("select", [], { picture });
  await vi.waitFor(() => expect(make).toHaveBeenCalledOnce());
  for (const x of [100, 120, 140, 160]) {
    drag("mouse", [
      [x, 100],
      [x + 20, 120],
    ]);
    await settled();
  }
  expect(make).toHaveBeenCalledOnce();
});
