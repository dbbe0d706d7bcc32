/**
 * A picture and smaller copies of it, each half the one before: a 48-megapixel photograph fitted to
 * the screen is drawn from a copy of about its size on the screen, instead of reading every pixel
 * in every frame. Copies are made one by one, off the main thread where the browser can.
 */
export type Picture = HTMLImageElement | ImageBitmap;

/** Copies stop here, pixels of the longer side. */
const LEAST_SIDE = 1024;

interface Level {
  readonly source: CanvasImageSource;
  readonly width: number;
}

const widthOf = (picture: Picture): number =>
  picture instanceof HTMLImageElement ? picture.naturalWidth : picture.width;
const heightOf = (picture: Picture): number =>
  picture instanceof HTMLImageElement ? picture.naturalHeight : picture.height;

export class PictureLevels {
  /** Largest first. */
  #levels: Level[];
  #isClosed = false;

  /** @param onlevel a copy was added. */
  constructor(picture: Picture, onlevel: () => void) {
    this.#levels = [{ source: picture, width: widthOf(picture) }];
    void this.#shrink(picture, onlevel);
  }

  async #shrink(picture: Picture, onlevel: () => void): Promise<void> {
    let [source, width, height] = [
      picture,
      widthOf(picture),
      heightOf(picture),
    ];
    while (Math.max(width, height) >= 2 * LEAST_SIDE) {
      [width, height] = [Math.ceil(width / 2), Math.ceil(height / 2)];
      // Without a copy the picture itself is drawn: slower, and right.
      const copy = await createImageBitmap(source, {
        resizeWidth: width,
        resizeHeight: height,
        resizeQuality: "medium",
      }).catch(() => null);
      if (!copy) return;
      if (this.#isClosed) {
        copy.close();
        return;
      }
      this.#levels.push({ source: copy, width });
      source = copy;
      onlevel();
    }
  }

  /** The smallest copy that has as many pixels as will be shown. @param width device pixels. */
  best(width: number): CanvasImageSource | null {
    const enough = this.#levels.findLast((level) => level.width >= width);
    return (enough ?? this.#levels[0])?.source ?? null;
  }

  /** Frees the copies; the picture itself belongs to who gave it. */
  close(): void {
    this.#isClosed = true;
    for (const { source } of this.#levels.slice(1))
      if (source instanceof ImageBitmap) source.close();
    this.#levels = [];
  }
}
