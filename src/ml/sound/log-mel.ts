/** How loud each band is over time: the picture of a sound that models learn from. */
import { Fourier } from "#core/fourier.ts";
import type { Sound } from "#core/sound.ts";
import { melBands, type MelBand } from "./mel-bands.ts";
import { MonoReader } from "./mono-reader.ts";

/** Kept in the model: a sound is looked at as in training. */
export interface LogMelSettings {
  /** In Hz; recordings are brought to it. */
  readonly rate: number;
  readonly bands: number;
  /** Seconds of sound in one frame, under a Hann window. */
  readonly frame: number;
  /** Seconds between the beginnings of two frames. */
  readonly hop: number;
  /** In Hz: where the lowest band begins. The highest ends at half the rate. */
  readonly lowest: number;
  /** Added to the power of each band. */
  readonly floor: number;
}

export const FRAMING = {
  // Source: HTK's usual 25 and 10 ms.
  frame: 0.025,
  hop: 0.01,
  // Below this there is wind and mains hum.
  lowest: 50,
  // Silence is not minus infinity.
  floor: 1e-10,
} as const satisfies Partial<LogMelSettings>;
/** Frames of one piece: some five seconds. */
const PIECE = 512;

export interface LogMel {
  readonly frames: number;
  readonly bands: number;
  /** Natural logarithms of power, [frames, bands]. */
  readonly values: Float32Array;
}

export interface LogMelReader {
  readonly frames: number;
  /** [count, bands] */
  readonly read: (from: number, count: number) => Float32Array;
}

const hann = (size: number): Float32Array =>
  Float32Array.from(
    { length: size },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size),
  );

/** A sound shorter than one frame is one frame, filled up with silence. */
export function logMelReader(
  sound: Sound,
  { rate, bands, ...settings }: LogMelSettings,
): LogMelReader {
  const mono = new MonoReader(sound, rate);
  const width = Math.round(rate * settings.frame);
  const hop = Math.round(rate * settings.hop);
  const size = 2 ** Math.ceil(Math.log2(width));
  const spectrum = new Fourier(size);
  const power = new Float32Array(size / 2 + 1);
  const mel = melBands(rate, size, bands, settings.lowest);
  const shape = hann(width);
  return {
    frames: Math.max(1, 1 + Math.floor((mono.length - width) / hop)),
    read(from, count) {
      const samples = mono.read(from * hop, (count - 1) * hop + width);
      const values = new Float32Array(count * bands);
      const frame = new Float32Array(size);
      for (let t = 0; t < count; t += 1) {
        for (let i = 0; i < width; i += 1)
          frame[i] = (samples[t * hop + i] as number) * (shape[i] as number);
        spectrum.power(frame, power);
        mel.forEach((band, b) => {
          values[t * bands + b] = Math.log(
            energy(band, power) + settings.floor,
          );
        });
      }
      return values;
    },
  };
}

function energy({ first, weights }: MelBand, power: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i += 1)
    sum += (weights[i] as number) * (power[first + i] as number);
  return sum;
}

/** @param rest awaited between pieces, so that messages come in; throw to stop. */
export async function logMel(
  sound: Sound,
  settings: LogMelSettings,
  rest: () => Promise<void>,
): Promise<LogMel> {
  const { bands } = settings;
  const reader = logMelReader(sound, settings);
  const values = new Float32Array(reader.frames * bands);
  for (let from = 0; from < reader.frames; from += PIECE) {
    const count = Math.min(PIECE, reader.frames - from);
    values.set(reader.read(from, count), from * bands);
    await rest();
  }
  return { frames: reader.frames, bands, values };
}

/** Seconds that a number of frames take. */
export const secondsOf = (
  frames: number,
  { frame, hop }: LogMelSettings,
): number => frames * hop + (frame - hop);
