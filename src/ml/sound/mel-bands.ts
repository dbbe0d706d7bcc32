/**
 * Triangular bands, as wide as the ear hears apart, over a power spectrum. Source: the mel scale of
 * HTK (Young et al., The HTK Book, 5.4): 2595 log10(1 + f / 700), triangles of height 1.
 */

export const melOf = (hertz: number): number =>
  2595 * Math.log10(1 + hertz / 700);
export const hertzOf = (mel: number): number => 700 * (10 ** (mel / 2595) - 1);

/** Weights of one band: `weights[i]` is of the bin `first + i`. */
export interface MelBand {
  readonly first: number;
  readonly weights: Float32Array;
}

/**
 * @param count bands whose centres lie evenly on the mel scale between `lowest` and half the rate, in Hz.
 * @param size of the frames behind the spectrum.
 */
export function melBands(
  rate: number,
  size: number,
  count: number,
  lowest: number,
): MelBand[] {
  const [from, to] = [melOf(lowest), melOf(rate / 2)];
  const edge = (i: number): number =>
    hertzOf(from + ((to - from) * i) / (count + 1));
  return Array.from({ length: count }, (_, band) => {
    const [low, middle, high] = [edge(band), edge(band + 1), edge(band + 2)];
    const first = Math.ceil((low * size) / rate);
    const last = Math.min(size / 2, Math.floor((high * size) / rate));
    const weights = Float32Array.from(
      { length: Math.max(0, last - first + 1) },
      (__, i) => {
        const hertz = ((first + i) * rate) / size;
        return Math.max(
          0,
          Math.min(
            (hertz - low) / (middle - low),
            (high - hertz) / (high - middle),
          ),
        );
      },
    );
    return { first, weights };
  });
}
