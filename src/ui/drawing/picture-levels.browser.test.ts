import { afterEach, expect, test, vi } from "vitest";
import { PictureLevels } from "./picture-levels.ts";

const all = { xMin: 0, yMin: 0, xMax: 1, yMax: 1 };
let levels: PictureLevels | undefined;
afterEach(() => {
  levels?.close();
  vi.restoreAllMocks();
});

/** White, with every second column black. */
async function stripes(width: number, height: number): Promise<ImageBitmap> {
  const paper = new OffscreenCanvas(width, height);
  const context = paper.getContext("2d");
  if (!context) throw new Error("No canvas");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.fillStyle = "#000";
  for (let x = 0; x < width; x += 2) context.fillRect(x, 0, 1, height);
  return createImageBitmap(paper);
}

const widthOf = (source: CanvasImageSource | undefined) =>
  source instanceof ImageBitmap ? source.width : undefined;

test("gives the smallest copy that still has enough pixels", async () => {
  const picture = await stripes(4000, 1000);
  levels = new PictureLevels(picture, vi.fn());
  expect(levels.parts(500, all).map((part) => part.source)).toEqual([picture]);
  await vi.waitFor(() =>
    expect(widthOf(levels?.parts(500, all)[0]?.source)).toBe(2000),
  );
  expect(widthOf(levels.parts(2000, all)[0]?.source)).toBe(2000);
  expect(levels.parts(2001, all)).toEqual([{ source: picture, box: all }]);
});

test("cuts what is in view out of a picture too large for one piece", async () => {
  const onchange = vi.fn();
  levels = new PictureLevels(await stripes(6000, 1500), onchange);
  await vi.waitFor(() =>
    expect(levels?.parts(6000, all).length).toBeGreaterThan(1),
  );
  const view = { xMin: 0.2, yMin: 0, xMax: 0.3, yMax: 0.5 };
  // 1200 to 1800 of 6000 across lie in the second square of 1024, 0 to 750 down in the first.
  await vi.waitFor(() => expect(levels?.parts(6000, view)).toHaveLength(2));
  const tile = levels.parts(6000, view)[1];
  expect(tile?.box.xMin).toBeCloseTo(1024 / 6000, 9);
  expect(tile?.box.xMax).toBeCloseTo(2048 / 6000, 9);
  const paper = new OffscreenCanvas(2, 1);
  const context = paper.getContext("2d");
  if (tile) context?.drawImage(tile.source, 0, 0);
  expect([...(context?.getImageData(0, 0, 2, 1).data ?? [])]).toEqual([
    0, 0, 0, 255, 255, 255, 255, 255,
  ]);
});

test("a copy made ahead is used as it is, until who gave it lets it go", async () => {
  const make = vi.spyOn(globalThis, "createImageBitmap");
  const picture = await stripes(4000, 1000);
  const ahead = await stripes(2048, 512);
  make.mockClear();
  levels = new PictureLevels(picture, vi.fn(), ahead);
  expect(levels.parts(500, all)).toEqual([{ source: ahead, box: all }]);
  expect(levels.parts(2048, all)[0]?.source).toBe(ahead);
  expect(levels.parts(2049, all)[0]?.source).toBe(picture);
  expect(make).not.toHaveBeenCalled();
  ahead.close();
  expect(levels.parts(500, all)).toEqual([{ source: picture, box: all }]);
});

test("copies larger than the one made ahead are made", async () => {
  levels = new PictureLevels(
    await stripes(8000, 400),
    vi.fn(),
    await stripes(2048, 102),
  );
  await vi.waitFor(() =>
    expect(widthOf(levels?.parts(2049, all)[0]?.source)).toBe(4000),
  );
  expect(widthOf(levels.parts(2048, all)[0]?.source)).toBe(2048);
});

test("the page does not wait for copies of an element", async () => {
  const make = vi.spyOn(globalThis, "createImageBitmap");
  const paper = new OffscreenCanvas(2600, 100);
  paper.getContext("2d")?.fillRect(0, 0, 2600, 100);
  const picture = new Image();
  picture.src = URL.createObjectURL(await paper.convertToBlob());
  await picture.decode();
  levels = new PictureLevels(picture, vi.fn());
  expect(levels.parts(500, all)[0]?.source).toBe(picture);
  await vi.waitFor(() =>
    expect(widthOf(levels?.parts(500, all)[0]?.source)).toBe(1300),
  );
  expect(make).not.toHaveBeenCalled();
});
