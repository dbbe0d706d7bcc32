import { AppError } from "#core/errors.ts";
import type { Point } from "#core/geometry.ts";
import { cropAround, type Crop } from "./extreme-points.ts";
import type { OutlineTask } from "./outline.worker.ts";

function pixelsOf(
  picture: HTMLImageElement,
  { box, width, height }: Crop,
): Uint8ClampedArray {
  const context = new OffscreenCanvas(width, height).getContext("2d", {
    willReadFrequently: true,
  });
  if (!context)
    throw new AppError("unsupported", "This browser cannot read pixels");
  const [across, down] = [box.xMax - box.xMin, box.yMax - box.yMin];
  context.imageSmoothingQuality = "high";
  context.drawImage(
    picture,
    box.xMin,
    box.yMin,
    across,
    down,
    0,
    0,
    width,
    height,
  );
  return context.getImageData(0, 0, width, height).data;
}

/**
 * The outline of the object with these outermost places, found in a worker; null when none stands out.
 * @param points picture pixels.
 * @throws AppError('cancelled') when the signal stops it.
 */
export function inferOutline(
  picture: HTMLImageElement,
  points: readonly Point[],
  signal: AbortSignal,
): Promise<Point[] | null> {
  const size = { width: picture.naturalWidth, height: picture.naturalHeight };
  const crop = cropAround(points, size);
  const { width, height } = crop;
  const rgba = pixelsOf(picture, crop);
  const worker = new Worker(new URL("./outline.worker.ts", import.meta.url), {
    type: "module",
  });
  return new Promise<Point[] | null>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Point[] | null>) =>
      resolve(data);
    worker.onerror = ({ message }) =>
      reject(
        new AppError("bug", "The outline could not be found", { message }),
      );
    signal.addEventListener("abort", () =>
      reject(new AppError("cancelled", "Stopped")),
    );
    const task: OutlineTask = { points, crop, pixels: { width, height, rgba } };
    worker.postMessage(task, [rgba.buffer]);
  }).finally(() => worker.terminate());
}
