/** Views of a picture as another photograph might have shown it: mirrored, nearer, in other light. */
import type { Random } from "#core/random.ts";
import type { Pixels } from "./backbone.ts";

/** Least share of the picture's area that a view shows. */
const LEAST_AREA = 0.4;
/** Largest change of a view's proportions, as a logarithm. */
const STRETCH = 0.2;
/** Largest changes of light, contrast and colourfulness, as shares. */
const LIGHT = 0.2;
const CONTRAST = 0.2;
const COLOUR = 0.3;
const CHANNELS = 3;

const between = (random: Random, low: number, high: number): number =>
  low + random() * (high - low);

interface Window {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly mirrored: boolean;
}

/** In shares of the picture. */
function randomWindow(random: Random): Window {
  const size = Math.sqrt(between(random, LEAST_AREA, 1));
  const stretch = Math.exp(between(random, -STRETCH, STRETCH));
  const width = Math.min(1, size * stretch);
  const height = Math.min(1, size / stretch);
  return {
    width,
    height,
    left: random() * (1 - width),
    top: random() * (1 - height),
    mirrored: random() < 0.5,
  };
}

/** The two pixels and the share of the second for each of `side` places along one axis. */
function taps(
  from: number,
  length: number,
  source: number,
  side: number,
): { readonly low: Uint16Array; readonly share: Float32Array } {
  const low = new Uint16Array(side);
  const share = new Float32Array(side);
  for (let i = 0; i < side; i += 1) {
    const at = Math.min(
      source - 1,
      Math.max(0, (from + ((i + 0.5) / side) * length) * source - 0.5),
    );
    low[i] = Math.min(source - 2, Math.floor(at));
    share[i] = at - (low[i] ?? 0);
  }
  return { low, share };
}

/** Bilinear. @returns [side, side, 3] in 0..1. */
function cut(
  { side: source, rgba }: Pixels,
  { left, top, width, height, mirrored }: Window,
  side: number,
): Float32Array {
  const across = taps(left, width, source, side);
  const down = taps(top, height, source, side);
  const result = new Float32Array(side * side * CHANNELS);
  for (let y = 0; y < side; y += 1) {
    const row = (down.low[y] ?? 0) * source;
    const dy = down.share[y] ?? 0;
    for (let x = 0; x < side; x += 1) {
      const dx = across.share[x] ?? 0;
      const first = (row + (across.low[x] ?? 0)) * 4;
      const below = first + source * 4;
      const to = (y * side + (mirrored ? side - 1 - x : x)) * CHANNELS;
      for (let c = 0; c < CHANNELS; c += 1) {
        const upper =
          (rgba[first + c] as number) * (1 - dx) +
          (rgba[first + 4 + c] as number) * dx;
        const lower =
          (rgba[below + c] as number) * (1 - dx) +
          (rgba[below + 4 + c] as number) * dx;
        result[to + c] = (upper * (1 - dy) + lower * dy) / 255;
      }
    }
  }
  return result;
}

/** Changes colourfulness, contrast and light of [..., 3] values in 0..1, in place. */
export function relight(values: Float32Array, random: Random): void {
  const colour = 1 + between(random, -COLOUR, COLOUR);
  const contrast = 1 + between(random, -CONTRAST, CONTRAST);
  const light = 1 + between(random, -LIGHT, LIGHT);
  const mean =
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  for (let i = 0; i < values.length; i += CHANNELS) {
    const grey =
      ((values[i] as number) +
        (values[i + 1] as number) +
        (values[i + 2] as number)) /
      CHANNELS;
    for (let c = i; c < i + CHANNELS; c += 1) {
      const coloured = grey + ((values[c] as number) - grey) * colour;
      const lit = (mean + (coloured - mean) * contrast) * light;
      values[c] = Math.min(1, Math.max(0, lit));
    }
  }
}

/**
 * @param picture its side is larger than `side`, so that a part of it is still sharp.
 * @returns [side, side, 3] float32 RGB in 0..1; the same random numbers give the same view.
 */
export function randomView(
  picture: Pixels,
  side: number,
  random: Random,
): Float32Array {
  const view = cut(picture, randomWindow(random), side);
  relight(view, random);
  return view;
}
