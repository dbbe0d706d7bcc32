/** Pixels for detectors: oriented, with the picture's own proportions. */
import { decodeImage, offscreen } from "./image-decode.ts";
import { sizeOfLarge } from "./large-picture.ts";

/**
 * @param longest pixels of the longer side at most; smaller pictures are not enlarged.
 * @returns the picture's oriented size, and RGBA bytes, row by row.
 * @throws DOMException when the file cannot be decoded.
 */
export async function readPicture(
  file: Blob,
  longest: number,
): Promise<{
  readonly width: number;
  readonly height: number;
  readonly pixels: {
    readonly width: number;
    readonly height: number;
    readonly rgba: Uint8ClampedArray;
  };
}> {
  const large = await sizeOfLarge(file);
  const bitmap = await decodeImage(file, large);
  try {
    // A large picture was made smaller while it was decoded.
    const full = large ?? { width: bitmap.width, height: bitmap.height };
    const scale = Math.min(1, longest / Math.max(full.width, full.height));
    const width = Math.max(1, Math.round(full.width * scale));
    const height = Math.max(1, Math.round(full.height * scale));
    const { context } = offscreen(width, height);
    context.imageSmoothingQuality = "high";
    context.drawImage(bitmap, 0, 0, width, height);
    const rgba = context.getImageData(0, 0, width, height).data;
    return { ...full, pixels: { width, height, rgba } };
  } finally {
    bitmap.close();
  }
}
