import type { PictureSize } from "#core/shape-geometry.ts";
import type { Viewport } from "./viewport.ts";

/** Above this many device pixels per picture pixel, the pixels themselves are shown. */
const PIXELS_FROM = 3;

export interface PictureScene {
  /** At its best size; null while there is nothing to show. */
  readonly source: CanvasImageSource | null;
  readonly picture: PictureSize;
  readonly view: Viewport;
}

/** Clears the canvas first. @param ratio device pixels per CSS pixel. */
export function paintPicture(
  context: CanvasRenderingContext2D,
  ratio: number,
  { source, picture, view }: PictureScene,
): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  if (!source) return;
  const scale = view.scale * ratio;
  context.imageSmoothingEnabled = scale <= PIXELS_FROM;
  context.drawImage(
    source,
    view.x * ratio,
    view.y * ratio,
    picture.width * scale,
    picture.height * scale,
  );
}
