/**
 * A picture and smaller copies of it, each half the one before, or one that was made ahead: a 48-megapixel photograph fitted to
 * the screen is drawn from a copy of about its size on the screen, instead of reading every pixel
 * in every frame. What is larger than HUGE is drawn by tiles over the largest copy. Copies are made
 * one by one, off the main thread where the browser can.
 */
import type { Box } from "#core/geometry.ts";
import type { PictureSize } from "#core/shape-geometry.ts";
import { copyInWorker } from "./copy-in-worker.ts";
import { type PicturePart, PictureTiles } from "./picture-tiles.ts";

export type Picture = HTMLImageElement | ImageBitmap;

/** Copies stop here, pixels of the longer side. */
const LEAST_SIDE = 1024;
/** Weak graphics hardware takes pictures up to this side, pixels. */
export const HUGE = 4096;

const WHOLE: Box = { xMin: 0, yMin: 0, xMax: 1, yMax: 1 };

interface Level {
  readonly source: CanvasImageSource;
  readonly width: number;
}

export const sizeOfPicture = (picture: Picture): PictureSize =>
  picture instanceof HTMLImageElement
    ? { width: picture.naturalWidth, height: picture.naturalHeight }
    : { width: picture.width, height: picture.height };

const half = ({ width, height }: PictureSize): PictureSize => ({
  width: Math.ceil(width / 2),
  height: Math.ceil(height / 2),
});

/** Who gave a copy may have let it go. */
const isClosed = (source: CanvasImageSource): boolean =>
  source instanceof ImageBitmap && source.width === 0;

/** An element is decoded in the worker: here it would be while the page waits. */
const shrunk = (
  source: Picture,
  size: PictureSize,
): Promise<ImageBitmap | null> =>
  source instanceof HTMLImageElement
    ? copyInWorker(source.src, longest(size))
    : createImageBitmap(source, {
        resizeWidth: size.width,
        resizeHeight: size.height,
        resizeQuality: "medium",
      }).catch(() => null);

const longest = ({ width, height }: PictureSize): number =>
  Math.max(width, height);

export class PictureLevels {
  /** Largest first. */
  #levels: Level[];
  readonly #copies: ImageBitmap[] = [];
  readonly #tiles: PictureTiles | null;
  #isClosed = false;

  /**
   * @param onchange there is more to draw.
   * @param ahead a copy made before; only larger ones are made here.
   */
  constructor(
    picture: Picture,
    onchange: () => void,
    ahead: ImageBitmap | null = null,
  ) {
    const size = sizeOfPicture(picture);
    this.#levels = [{ source: picture, width: size.width }];
    if (ahead) this.#levels.push({ source: ahead, width: ahead.width });
    this.#tiles =
      longest(size) > HUGE ? new PictureTiles(picture, size, onchange) : null;
    void this.#shrink(picture, size, onchange);
  }

  async #shrink(
    picture: Picture,
    full: PictureSize,
    onchange: () => void,
  ): Promise<void> {
    let source: Picture = picture;
    let size = half(full);
    // Copies as large as what needs tiles would need them too.
    while (longest(size) > HUGE) size = half(size);
    const enough = this.#levels.at(-1);
    const least = enough && enough.source !== picture ? enough.width * 1.5 : 0;
    for (; longest(size) >= LEAST_SIDE; size = half(size)) {
      if (size.width < least) return;
      // Without a copy the picture itself is drawn: slower, and right.
      const copy: ImageBitmap | null = await shrunk(source, size);
      if (this.#isClosed || !copy) {
        copy?.close();
        return;
      }
      this.#copies.push(copy);
      this.#levels.push({ source: copy, width: size.width });
      this.#levels.sort((a, b) => b.width - a.width);
      source = copy;
      onchange();
    }
  }

  /**
   * What to draw, in this order: the smallest copy that has as many pixels as will be shown.
   * @param width device pixels that the whole picture would take.
   * @param view what of it is to be seen, shares of its sides.
   */
  parts(width: number, view: Box): PicturePart[] {
    const [full, largest] = this.#levels;
    const enough = this.#levels.findLast(
      (level) => level.width >= width && !isClosed(level.source),
    );
    const best = enough ?? full;
    if (!best) return [];
    if (!full || !this.#tiles || !largest || best !== full)
      return [{ source: best.source, box: WHOLE }];
    const step = 2 ** Math.max(0, Math.floor(Math.log2(full.width / width)));
    return [
      { source: largest.source, box: WHOLE },
      ...this.#tiles.parts(view, step),
    ];
  }

  /** Frees the copies; the picture itself belongs to who gave it. */
  close(): void {
    this.#isClosed = true;
    this.#tiles?.close();
    for (const copy of this.#copies) copy.close();
    this.#levels = [];
  }
}
