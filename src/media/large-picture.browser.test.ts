import { afterEach, expect, it, vi } from "vitest";
import { sizeOfLarge } from "./large-picture.ts";
import { readPicture } from "./read-picture.ts";
import { readPixels } from "./read-pixels.ts";

afterEach(() => vi.restoreAllMocks());

/** Red to the left and blue to the right, with noise that makes the file large. */
async function picture(width: number, height: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  const data = new ImageData(width, height);
  for (let at = 0; at < data.data.length; at += 4) {
    const isLeft = (at / 4) % width < width / 2;
    data.data[at] = isLeft ? 255 : 0;
    data.data[at + 1] = Math.floor(Math.random() * 60);
    data.data[at + 2] = isLeft ? 0 : 255;
    data.data[at + 3] = 255;
  }
  context?.putImageData(data, 0, 0);
  return canvas.convertToBlob({ type: "image/jpeg", quality: 1 });
}

it("a picture that no bitmap holds is made smaller while it is decoded, and keeps its size and places", async () => {
  const file = await picture(5000, 400);
  expect(await sizeOfLarge(file)).toEqual({ width: 5000, height: 400 });
  const decoded = vi.spyOn(globalThis, "createImageBitmap");
  const read = await readPicture(file, 500);
  expect([read.width, read.height]).toEqual([5000, 400]);
  const { width, height, rgba } = read.pixels;
  expect([width, height]).toEqual([500, 40]);
  const [left, right] = [10, 490].map((x) => (20 * width + x) * 4);
  expect(rgba[left ?? 0]).toBeGreaterThan(200);
  expect(rgba[(right ?? 0) + 2]).toBeGreaterThan(200);
  await readPixels(file, [64]);
  const sides = decoded.mock.calls.map(
    (call) => (call as unknown as [Blob, ImageBitmapOptions])[1].resizeWidth,
  );
  expect(sides).toEqual([4096, 4096]);
});

it("a picture that fits is decoded as it is", async () => {
  const file = await picture(1500, 900);
  expect(file.size).toBeGreaterThan(256 * 1024);
  expect(await sizeOfLarge(file)).toBeNull();
  const read = await readPicture(file, 100);
  expect([read.width, read.height, read.pixels.width]).toEqual([
    1500, 900, 100,
  ]);
});
