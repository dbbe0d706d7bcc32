import { afterEach, expect, test, vi } from "vitest";
import type { BlobHash } from "#core/ids.ts";
import { Pictures } from "./pictures.ts";

afterEach(() => vi.restoreAllMocks());

const hashes = (count: number) =>
  Array.from({ length: count }, (_, i) => `hash${String(i)}` as BlobHash);

async function blank(width: number, height: number): Promise<Blob> {
  const paper = new OffscreenCanvas(width, height);
  paper.getContext("2d")?.fillRect(0, 0, width, height);
  return paper.convertToBlob();
}

/** Pictures of this width, and the copies made of them. */
function open(width: number) {
  const pictures = new Pictures(() => blank(width, 20));
  const made: ImageBitmap[] = [];
  pictures.copier = async (_url, side) => {
    const copy = await createImageBitmap(await blank(side, 10));
    made.push(copy);
    return copy;
  };
  return { pictures, made };
}

test("a large picture comes with a copy, and is not decoded besides", async () => {
  const decode = vi.spyOn(HTMLImageElement.prototype, "decode");
  const { pictures } = open(4000);
  const [first] = hashes(1) as [BlobHash];
  const { copy, element } = await pictures.load(first);
  expect(copy?.width).toBeGreaterThanOrEqual(2048);
  expect(element.naturalWidth).toBe(4000);
  expect(decode).not.toHaveBeenCalled();
  pictures.close();
  await vi.waitFor(() => expect(copy?.width).toBe(0));
});

test("a picture no larger than a screen is decoded as it is", async () => {
  const decode = vi.spyOn(HTMLImageElement.prototype, "decode");
  const { pictures, made } = open(800);
  const [first] = hashes(1) as [BlobHash];
  expect((await pictures.load(first)).copy).toBeNull();
  expect(made).toEqual([]);
  expect(decode).toHaveBeenCalledOnce();
});

test("without a copy the picture itself is decoded", async () => {
  const { pictures } = open(4000);
  pictures.copier = () => Promise.resolve(null);
  const decode = vi.spyOn(HTMLImageElement.prototype, "decode");
  const [first] = hashes(1) as [BlobHash];
  expect((await pictures.load(first)).copy).toBeNull();
  expect(decode).toHaveBeenCalledOnce();
});

test("holds five copies, and frees the ones not used for longest", async () => {
  const { pictures, made } = open(4000);
  for (const hash of hashes(8)) await pictures.load(hash);
  await vi.waitFor(() =>
    expect(made.map((copy) => copy.width > 0)).toEqual([
      ...[false, false, false],
      ...[true, true, true, true, true],
    ]),
  );
  pictures.close();
});
