/** What happens to each bad or unusual picture when it is imported, in this browser. */
import { describe, expect, test } from "vitest";
import {
  checkImage,
  type CheckedImage,
  THUMBNAIL_SIDE,
} from "#media/image-check.ts";
import { outcomes } from "./odd-images.table.ts";

const folder = "/dev-data/odd_images/";
const files = (await (await fetch(folder)).json()) as string[];
const pictures = files.filter(
  (path) => !/(^|\/)(LICENSE|README\.md)$/.test(path),
);
const read = async (path: string): Promise<Blob> =>
  (await fetch(folder + path)).blob();

/** Red, green and blue of the corners, 0-255, a few pixels inside: top left, top right, bottom left, bottom right. */
async function corners(picture: Blob): Promise<number[][]> {
  const bitmap = await createImageBitmap(picture);
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext("2d");
  context?.drawImage(bitmap, 0, 0);
  const at = (x: number, y: number): number[] => [
    ...(context?.getImageData(x, y, 1, 1).data.slice(0, 3) ?? []),
  ];
  return [
    at(8, 8),
    at(width - 9, 8),
    at(8, height - 9),
    at(width - 9, height - 9),
  ];
}

const blobOf = ({ bytes, mime }: CheckedImage["thumbnail"]): Blob =>
  new Blob([bytes], { type: mime });

describe.skipIf(files.length === 0)("odd pictures (test data at hand)", () => {
  test("the table names every file once", () => {
    expect(Object.keys(outcomes).sort()).toEqual([...pictures].sort());
  });

  test.each(pictures)("%s", async (path) => {
    const { image, problems } = await checkImage(await read(path), path);
    const size = image
      ? [`${String(image.media.width)}x${String(image.media.height)}`]
      : [];
    expect([...size, ...problems.map(({ rule }) => rule)].join(" ")).toBe(
      outcomes[path],
    );
    for (const problem of problems) expect(problem.file).toBe(path);
    if (!image) return;
    const small = await createImageBitmap(blobOf(image.thumbnail));
    expect(Math.max(small.width, small.height)).toBeLessThanOrEqual(
      THUMBNAIL_SIDE,
    );
    const ratio = image.media.width / image.media.height;
    expect(Math.abs(small.width - small.height * ratio)).toBeLessThanOrEqual(
      Math.max(1, ratio),
    );
    small.close();
  });

  test("the eight orientations are turned upright exactly once", async () => {
    const upright = await corners(await read("hopper.png"));
    for (let orientation = 2; orientation <= 8; orientation += 1) {
      const path = `hopper_orientation_${String(orientation)}.jpg`;
      const { image } = await checkImage(await read(path), path);
      const found = await corners(image ? blobOf(image.thumbnail) : new Blob());
      found.flat().forEach((value, i) => {
        const distance = Math.abs(value - (upright.flat()[i] ?? 0));
        expect(distance, `${path} ${String(i)}`).toBeLessThan(40);
      });
    }
  });
});
