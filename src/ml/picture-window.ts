/** Windows of a picture at any scale, as a detector looks at it. */
import type { Random } from "#core/random.ts";
import { relight } from "./relight.ts";

/** [height, width, 4] RGBA bytes, row by row. */
export interface RectPixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray;
}

/** A picture as it was read: its own size in oriented pixels, and pixels of the same proportions. */
export interface SizedPicture {
  readonly width: number;
  readonly height: number;
  readonly pixels: RectPixels;
}

/** What is seen of a picture. */
export interface Window {
  /** Its corner, in oriented pixels of the picture; may lie outside. */
  readonly left: number;
  readonly top: number;
  /** Pixels of the window for one pixel of the picture. */
  readonly scale: number;
  /** Left and right turned round. */
  readonly isMirrored: boolean;
}

/** What lies outside a picture: the mean that the feature extractor subtracts. */
const OUTSIDE = 0.45;
const CHANNELS = 3;

/** Means of four pixels each; an odd last row or column is dropped. */
function halved({ width, height, rgba }: RectPixels): RectPixels {
  const [w, h] = [Math.max(1, width >> 1), Math.max(1, height >> 1)];
  const result = new Uint8ClampedArray(w * h * 4);
  for (let y = 0; y < h; y += 1)
    for (let x = 0; x < w; x += 1) {
      const from = (2 * y * width + 2 * x) * 4;
      for (let c = 0; c < 4; c += 1)
        result[(y * w + x) * 4 + c] =
          ((rgba[from + c] ?? 0) +
            (rgba[from + 4 + c] ?? 0) +
            (rgba[from + 4 * width + c] ?? 0) +
            (rgba[from + 4 * width + 4 + c] ?? 0)) /
          4;
    }
  return { width: w, height: h, rgba: result };
}

/** Two pixels and the share of the second for each place along one axis; -1 outside. */
function taps(
  from: number,
  step: number,
  source: number,
  count: number,
): { readonly low: Int32Array; readonly share: Float32Array } {
  const low = new Int32Array(count);
  const share = new Float32Array(count);
  for (let i = 0; i < count; i += 1) {
    const at = from + (i + 0.5) * step;
    if (at < 0 || at >= source) {
      low[i] = -1;
      continue;
    }
    const inside = Math.min(source - 1, Math.max(0, at - 0.5));
    low[i] = Math.max(0, Math.min(source - 2, Math.floor(inside)));
    share[i] = inside - (low[i] ?? 0);
  }
  return { low, share };
}

export class PicturePyramid {
  readonly width: number;
  readonly height: number;
  /** Largest first, each half as large as the one before; made when first asked for. */
  readonly #sizes: RectPixels[];

  constructor({ width, height, pixels }: SizedPicture) {
    this.width = width;
    this.height = height;
    this.#sizes = [pixels];
  }

  /** The smallest that still has a pixel for each of the window's, so that nothing flickers. */
  #sizeFor(scale: number): RectPixels {
    let at = 0;
    for (;;) {
      const size = this.#sizes[at] as RectPixels;
      const isEnough = size.width / this.width < 2 * scale;
      if (isEnough || Math.min(size.width, size.height) < 4) return size;
      at += 1;
      if (at === this.#sizes.length) this.#sizes.push(halved(size));
    }
  }

  /** Bilinear. @returns [height, width, 3] RGB in 0..1. */
  cut(
    { left, top, scale, isMirrored }: Window,
    width: number,
    height: number,
  ): Float32Array {
    const { rgba, ...size } = this.#sizeFor(scale);
    const across = size.width / this.width;
    const down = size.height / this.height;
    const columns = taps(left * across, across / scale, size.width, width);
    const rows = taps(top * down, down / scale, size.height, height);
    const result = new Float32Array(width * height * CHANNELS).fill(OUTSIDE);
    const right = size.width > 1 ? 4 : 0;
    const below = size.height > 1 ? size.width * 4 : 0;
    for (let y = 0; y < height; y += 1) {
      const row = rows.low[y] ?? -1;
      if (row < 0) continue;
      const dy = rows.share[y] ?? 0;
      for (let x = 0; x < width; x += 1) {
        const column = columns.low[x] ?? -1;
        if (column < 0) continue;
        const dx = columns.share[x] ?? 0;
        const at = (row * size.width + column) * 4;
        const to = (y * width + (isMirrored ? width - 1 - x : x)) * CHANNELS;
        for (let c = at; c < at + CHANNELS; c += 1) {
          const upper =
            (rgba[c] as number) * (1 - dx) + (rgba[c + right] as number) * dx;
          const lower =
            (rgba[c + below] as number) * (1 - dx) +
            (rgba[c + below + right] as number) * dx;
          result[to + c - at] = (upper * (1 - dy) + lower * dy) / 255;
        }
      }
    }
    return result;
  }

  /** The same in other light, as another photograph might have shown it. */
  cutRelit(
    window: Window,
    width: number,
    height: number,
    random: Random,
  ): Float32Array {
    const values = this.cut(window, width, height);
    relight(values, random);
    return values;
  }
}
