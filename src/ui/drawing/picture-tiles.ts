/**
 * A picture larger than graphics hardware takes in one piece, cut into squares as they come into
 * view. A few dozen are kept; the ones not seen for longest go first.
 */
import type { Box } from "#core/geometry.ts";
import type { PictureSize } from "#core/shape-geometry.ts";

/** A piece of the picture, and where it lies: shares of its width and height, 0-1. */
export interface PicturePart {
  readonly source: CanvasImageSource;
  readonly box: Box;
}

/** Pixels of a tile. */
const SIDE = 1024;
/** 4 MB each. A screen of 4 megapixels shows at most 30 of them at a time. */
const MOST_KEPT = 48;

/** A piece of the source, and how many of its pixels make one of the tile. */
interface Cut {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly step: number;
}

/** Columns, or rows, that show something between two shares of a length. */
function span(
  from: number,
  to: number,
  length: number,
  side: number,
): number[] {
  const first = Math.max(0, Math.floor((from * length) / side));
  const end = Math.ceil((Math.min(1, to) * length) / side);
  return Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);
}

export class PictureTiles {
  readonly #source: ImageBitmapSource;
  readonly #size: PictureSize;
  readonly #ontile: () => void;
  /** By step and place; least recently seen first; null while it is cut. */
  readonly #tiles = new Map<string, ImageBitmap | null>();
  #isClosed = false;

  /** @param ontile one more can be drawn. */
  constructor(
    source: ImageBitmapSource,
    size: PictureSize,
    ontile: () => void,
  ) {
    this.#source = source;
    this.#size = size;
    this.#ontile = ontile;
  }

  /**
   * What is there of the tiles in view; the rest is cut and told of.
   * @param view shares, 0-1.
   * @param step source pixels per pixel of a tile: 1, 2, 4 ...
   */
  parts(view: Box, step: number): PicturePart[] {
    const { width, height } = this.#size;
    const side = SIDE * step;
    const columns = span(view.xMin, view.xMax, width, side);
    const rows = span(view.yMin, view.yMax, height, side);
    return rows.flatMap((row) =>
      columns.flatMap((column): PicturePart[] => {
        const [x, y] = [column * side, row * side];
        const source = this.#get({
          x,
          y,
          width: Math.min(side, width - x),
          height: Math.min(side, height - y),
          step,
        });
        if (!source) return [];
        const box = {
          xMin: x / width,
          yMin: y / height,
          xMax: Math.min(1, (x + side) / width),
          yMax: Math.min(1, (y + side) / height),
        };
        return [{ source, box }];
      }),
    );
  }

  close(): void {
    this.#isClosed = true;
    for (const tile of this.#tiles.values()) tile?.close();
    this.#tiles.clear();
  }

  #get(cut: Cut): ImageBitmap | null {
    const key = `${String(cut.step)} ${String(cut.x)} ${String(cut.y)}`;
    const tile = this.#tiles.get(key);
    if (tile === undefined) void this.#make(key, cut);
    else this.#keep(key, tile);
    return tile ?? null;
  }

  async #make(key: string, cut: Cut): Promise<void> {
    this.#keep(key, null);
    const { x, y, width, height, step } = cut;
    // Without a tile the smaller copy below it stays in view.
    const tile = await createImageBitmap(this.#source, x, y, width, height, {
      resizeWidth: Math.ceil(width / step),
      resizeHeight: Math.ceil(height / step),
      resizeQuality: "medium",
    }).catch(() => null);
    if (this.#isClosed || !tile) {
      tile?.close();
      return;
    }
    this.#keep(key, tile);
    this.#ontile();
  }

  #keep(key: string, tile: ImageBitmap | null): void {
    this.#tiles.delete(key);
    this.#tiles.set(key, tile);
    for (const [oldest, old] of this.#tiles) {
      if (this.#tiles.size <= MOST_KEPT) return;
      old?.close();
      this.#tiles.delete(oldest);
    }
  }
}
