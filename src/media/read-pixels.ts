/** Pixels for the learning engine: oriented, stretched to squares, smallest side first. */
import { decodeImage, offscreen } from "./image-decode.ts";
import { sizeOfLarge } from "./large-picture.ts";

export interface SquarePixels {
  readonly side: number;
  /** RGBA bytes, row by row. */
  readonly rgba: Uint8ClampedArray;
}

/** One decode for all sides. @throws DOMException when the file cannot be decoded. */
export async function readPixels(
  file: Blob,
  sides: readonly number[],
): Promise<SquarePixels[]> {
  const bitmap = await decodeImage(file, await sizeOfLarge(file));
  try {
    return sides.map((side) => {
      const { context } = offscreen(side, side);
      context.imageSmoothingQuality = "high";
      context.drawImage(bitmap, 0, 0, side, side);
      return { side, rgba: context.getImageData(0, 0, side, side).data };
    });
  } finally {
    bitmap.close();
  }
}
