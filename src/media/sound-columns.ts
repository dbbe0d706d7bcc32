/**
 * A recording as columns, for pictures of it: the lowest and highest value of each, and how loud
 * each band of frequencies is. Memory does not grow with the recording.
 */
import { Fourier } from "#core/fourier.ts";
import { MonoReader, type SoundParts } from "./sound-parts.ts";

export interface SoundColumns {
  readonly columns: number;
  readonly bands: number;
  /** [columns], lowest and highest value. */
  readonly least: Float32Array;
  readonly most: Float32Array;
  /** [columns, bands], lowest band first: 0 = 80 dB below the loudest or less, 255 = the loudest. */
  readonly loudness: Uint8Array;
}

/** Values of one transform: 23 ms at 44.1 kHz. */
const WINDOW = 1024;
/** Frames of a column are looked at in pieces, so that hours fit. */
const PIECE = 1 << 15;
/** Transforms of a piece at most; more would not show. */
const TRANSFORMS = 4;
const RANGE_DB = 80;
const LEAST_POWER = 1e-12;

/** Source: O'Shaughnessy, Speech communication, 1987. */
const melOf = (hertz: number): number => 1127 * Math.log1p(hertz / 700);
const hertzOf = (mel: number): number => 700 * Math.expm1(mel / 1127);

/** First and last frequency of each band, in places of the transform; each band has at least one. */
function bandEdges(bands: number, rate: number): [number, number][] {
  const top = melOf(rate / 2);
  const place = (band: number): number =>
    Math.round((hertzOf((top * band) / bands) * WINDOW) / rate);
  return Array.from({ length: bands }, (_, band) => {
    const first = Math.min(place(band), WINDOW / 2);
    return [first, Math.max(first, Math.min(place(band + 1) - 1, WINDOW / 2))];
  });
}

/** Source: Hann window. */
const HANN = Float32Array.from(
  { length: WINDOW },
  (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / WINDOW),
);

class BandMeter {
  readonly #fourier = new Fourier(WINDOW);
  readonly #edges: [number, number][];
  readonly #values = new Float32Array(WINDOW);
  readonly #power = new Float32Array(WINDOW / 2 + 1);

  constructor(bands: number, rate: number) {
    this.#edges = bandEdges(bands, rate);
  }

  /** Adds the power of each band, a share of it. @param values [WINDOW] */
  add(values: Float32Array, share: number, bands: Float64Array): void {
    for (let i = 0; i < WINDOW; i += 1)
      this.#values[i] = (values[i] ?? 0) * (HANN[i] ?? 0);
    this.#fourier.power(this.#values, this.#power);
    this.#edges.forEach(([first, last], band) => {
      let sum = 0;
      for (let i = first; i <= last; i += 1) sum += this.#power[i] ?? 0;
      bands[band] = (bands[band] ?? 0) + (share * sum) / (last - first + 1);
    });
  }
}

function loudnessOf(power: Float64Array): Uint8Array {
  const decibels = power.map((value) => 10 * Math.log10(value + LEAST_POWER));
  const loudest = decibels.reduce((a, b) => Math.max(a, b), -Infinity);
  // Silence is not made loud.
  const top = Math.max(loudest, 10 * Math.log10(LEAST_POWER) + RANGE_DB);
  return Uint8Array.from(decibels, (value) =>
    Math.max(0, Math.round(255 * (1 - (top - value) / RANGE_DB))),
  );
}

/** @param signal gives up between pieces. */
export async function soundColumns(
  parts: SoundParts,
  columns: number,
  bands: number,
  signal?: AbortSignal,
): Promise<SoundColumns> {
  const { frames, rate } = parts;
  const mono = new MonoReader(parts);
  const meter = new BandMeter(bands, rate);
  const least = new Float32Array(columns);
  const most = new Float32Array(columns);
  const power = new Float64Array(columns * bands);
  for (let column = 0; column < columns; column += 1) {
    const start = Math.floor((column * frames) / columns);
    const next = Math.floor(((column + 1) * frames) / columns);
    const end = Math.max(next, start + 1);
    const own = power.subarray(column * bands, (column + 1) * bands);
    let [low, high] = [Infinity, -Infinity];
    for (let from = start; from < end; from += PIECE) {
      signal?.throwIfAborted();
      const to = Math.min(end, from + PIECE);
      const values = await mono.read(from, to);
      for (let i = 0; i < values.length; i += 1) {
        const value = values[i] ?? 0;
        if (value < low) low = value;
        if (value > high) high = value;
      }
      const count = Math.min(TRANSFORMS, Math.ceil((to - from) / WINDOW));
      const share = (to - from) / (end - start) / count;
      for (let i = 0; i < count; i += 1) {
        const middle = from + Math.floor(((i + 0.5) * (to - from)) / count);
        const first = middle - WINDOW / 2;
        meter.add(await mono.read(first, first + WINDOW), share, own);
      }
    }
    least[column] = low;
    most[column] = high;
  }
  return { columns, bands, least, most, loudness: loudnessOf(power) };
}
