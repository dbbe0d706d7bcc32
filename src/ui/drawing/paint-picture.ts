import type { PictureSize } from "#core/shape-geometry.ts";
import type { PicturePart } from "./picture-tiles.ts";
import type { Viewport } from "./viewport.ts";

/** Above this many device pixels per picture pixel, the pixels themselves are shown. */
const PIXELS_FROM = 3;

/** Clears the canvas first. @param ratio device pixels per CSS pixel. */
export function paintPicture(
  context: CanvasRenderingContext2D,
  ratio: number,
  parts: readonly PicturePart[],
  picture: PictureSize,
  view: Viewport,
): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  const scale = view.scale * ratio;
  context.imageSmoothingEnabled = scale <= PIXELS_FROM;
  // Whole device pixels, so that tiles meet without a seam.
  const across = (share: number): number =>
    Math.round(view.x * ratio + share * picture.width * scale);
  const down = (share: number): number =>
    Math.round(view.y * ratio + share * picture.height * scale);
  for (const { source, box } of parts) {
    const [x, y] = [across(box.xMin), down(box.yMin)];
    const [right, bottom] = [across(box.xMax), down(box.yMax)];
    context.drawImage(source, x, y, right - x, bottom - y);
  }
}
