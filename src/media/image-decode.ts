/** Pixels as a person sees them: EXIF orientation applied once, here. Works in workers. */
import { AppError } from "#core/errors.ts";

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** No canvas or bitmap above this side: iOS draws larger ones black. */
export const MAX_SIDE = 4096;

/**
 * The caller closes the bitmap.
 * @param size as a person sees the picture, when known: a larger one than `maxSide` is
 * scaled while it is decoded, so that no full-size bitmap is held.
 */
export async function decodeImage(
  file: Blob,
  size: ImageSize | null,
  maxSide = MAX_SIDE,
): Promise<ImageBitmap> {
  const longest = size ? Math.max(size.width, size.height) : 0;
  const options: ImageBitmapOptions = {
    imageOrientation: "from-image",
    colorSpaceConversion: "default",
  };
  if (!size || longest <= maxSide) return createImageBitmap(file, options);
  const scale = maxSide / longest;
  return createImageBitmap(file, {
    ...options,
    resizeWidth: Math.max(1, Math.round(size.width * scale)),
    resizeHeight: Math.max(1, Math.round(size.height * scale)),
    resizeQuality: "medium",
  });
}

/**
 * A JPEG of upright pixels, by the browser's decoder for video frames: it takes the bytes as they
 * lie, and half the time, because colours are converted for what is drawn only.
 * The caller closes the frame.
 * @returns null where it is missing or refuses the file; then `decodeImage` has the last word.
 */
export async function decodeJpegFrame(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<VideoFrame | null> {
  if (!("ImageDecoder" in globalThis)) return null;
  const decoder = new ImageDecoder({ data: bytes, type: "image/jpeg" });
  try {
    return (await decoder.decode()).image;
  } catch {
    return null;
  } finally {
    decoder.close();
  }
}

/** The 2D context of a canvas without a document. @throws AppError('unsupported') where there is none. */
export function offscreen(
  width: number,
  height: number,
): { canvas: OffscreenCanvas; context: OffscreenCanvasRenderingContext2D } {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context)
    throw new AppError(
      "unsupported",
      "This browser cannot draw pictures in the background",
    );
  return { canvas, context };
}

/** Canvases for the next picture of the same shape: making one costs as much as drawing on it. */
const idle: ReturnType<typeof offscreen>[] = [];
const MAX_IDLE = 8;

/** @param work has the canvas, empty, for itself until it is done. */
async function withCanvas<T>(
  width: number,
  height: number,
  work: (drawing: ReturnType<typeof offscreen>) => Promise<T>,
): Promise<T> {
  const at = idle.findIndex(
    ({ canvas }) => canvas.width === width && canvas.height === height,
  );
  const [found] = at < 0 ? [] : idle.splice(at, 1);
  found?.context.clearRect(0, 0, width, height);
  const drawing = found ?? offscreen(width, height);
  try {
    return await work(drawing);
  } finally {
    idle.push(drawing);
    if (idle.length > MAX_IDLE) idle.shift();
  }
}

/**
 * The picture with its longer side at most `side` pixels.
 * @param size of the picture as it is drawn.
 * @param isOpaque it has no transparency: JPEG is made in a third of the time that WebP takes.
 */
export async function shrink(
  picture: ImageBitmap | VideoFrame,
  size: ImageSize,
  side: number,
  isOpaque: boolean,
): Promise<Blob> {
  const scale = Math.min(1, side / Math.max(size.width, size.height));
  const width = Math.max(1, Math.round(size.width * scale));
  const height = Math.max(1, Math.round(size.height * scale));
  return withCanvas(width, height, async ({ canvas, context }) => {
    context.imageSmoothingQuality = "medium";
    context.drawImage(picture, 0, 0, width, height);
    const jpeg = { type: "image/jpeg", quality: 0.85 };
    if (isOpaque) return canvas.convertToBlob(jpeg);
    const blob = await canvas.convertToBlob({
      type: "image/webp",
      quality: 0.8,
    });
    return blob.type === "image/webp" ? blob : canvas.convertToBlob(jpeg);
  });
}
