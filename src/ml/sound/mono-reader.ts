/**
 * One channel of a recording at another rate, read piece by piece: a long one never lies in memory
 * twice. Band-limited interpolation with a windowed sinc. Source: Smith, Digital Audio Resampling
 * (ccrma.stanford.edu/~jos/resample).
 */
import type { Sound } from "#core/sound.ts";

/** Zero crossings of the sinc on each side: what lies above half the rate comes out 80 dB lower or more. */
const CROSSINGS = 24;
/** The transition band, as a share of the pass band, that is given up against aliases. */
const ROLL_OFF = 0.94;
/** More positions between two frames than these are rounded to the nearest. */
const MOST_PHASES = 512;
/** Float files may hold anything: the square of what lies above would drown all that is heard. */
const LOUDEST = 10_000;

const divisor = (a: number, b: number): number =>
  b === 0 ? a : divisor(b, a % b);

const sinc = (x: number): number =>
  x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);

interface Filter {
  /** Frames on each side of the position. */
  readonly reach: number;
  readonly phases: number;
  /** [phases][2 * reach] */
  readonly taps: readonly Float32Array[];
}

function filterOf(from: number, to: number): Filter {
  const phases = Math.min(MOST_PHASES, to / divisor(from, to));
  const cutoff = Math.min(1, to / from) * ROLL_OFF;
  const reach = Math.ceil(CROSSINGS / cutoff);
  const taps = Array.from({ length: phases }, (_, phase) => {
    const values = Float32Array.from({ length: 2 * reach }, (__, k) => {
      const x = k - reach + 1 - phase / phases;
      if (Math.abs(x) >= reach) return 0;
      const hann = 0.5 + 0.5 * Math.cos((Math.PI * x) / reach);
      return cutoff * sinc(cutoff * x) * hann;
    });
    // Silence between samples of a constant would be a hum: every phase adds up to 1.
    const sum = values.reduce((total, value) => total + value, 0);
    return values.map((value) => value / sum);
  });
  return { reach, phases, taps };
}

export class MonoReader {
  readonly #sound: Sound;
  readonly #step: number;
  readonly #filter: Filter | null;
  /** Frames at the rate asked for. */
  readonly length: number;

  /** @param rate in Hz, whole. */
  constructor(sound: Sound, rate: number) {
    this.#sound = sound;
    this.#step = sound.rate / rate;
    this.#filter = sound.rate === rate ? null : filterOf(sound.rate, rate);
    const frames = sound.channels[0]?.length ?? 0;
    this.length = Math.round(frames / this.#step);
  }

  /** The mean of all channels, [count]; zero before the beginning, after the end and where it is no sound. */
  #mixed(from: number, count: number): Float32Array {
    const { channels } = this.#sound;
    const mixed = new Float32Array(count);
    for (const channel of channels) {
      const end = Math.min(count, channel.length - from);
      for (let i = Math.max(0, -from); i < end; i += 1) {
        const value = channel[from + i] as number;
        if (Math.abs(value) <= LOUDEST)
          mixed[i] = (mixed[i] as number) + value / channels.length;
      }
    }
    return mixed;
  }

  /** Frames `from` to `from + count` at the rate asked for. Numbers that are not finite, or above 10,000, are silence. */
  read(from: number, count: number): Float32Array {
    const filter = this.#filter;
    if (!filter) return this.#mixed(from, count);
    const { reach, phases, taps } = filter;
    const first = Math.floor(from * this.#step) - reach;
    const span = Math.ceil(count * this.#step) + 2 * reach + 2;
    const source = this.#mixed(first, span);
    return Float32Array.from({ length: count }, (_, i) => {
      const slot = Math.round((from + i) * this.#step * phases);
      const at = Math.floor(slot / phases);
      const weights = taps[slot - at * phases] as Float32Array;
      const begin = at - reach + 1 - first;
      let sum = 0;
      for (let k = 0; k < weights.length; k += 1)
        sum += (weights[k] as number) * (source[begin + k] as number);
      return sum;
    });
  }
}
