/** Recordings as rows of numbers. */
import type { Sound } from "#core/sound.ts";
import { logMel, type LogMelSettings } from "#ml/sound/log-mel.ts";
import { soundFeatures, viewLength } from "#ml/sound/sound-features.ts";
import type { SoundRow } from "#ml/sound/sound-model.ts";
import {
  stretchOf,
  thinnedWindows,
  windowsOf,
  type SoundWindow,
} from "#ml/sound/sound-windows.ts";
import type { Rest } from "#ml/rest.ts";

/** How a model listens. */
export interface Listening {
  readonly settings: LogMelSettings;
  /** Seconds of a stretch. */
  readonly window: number;
}

export interface Heard {
  readonly frames: number;
  readonly windows: readonly SoundWindow[];
  /** One per window. */
  readonly rows: readonly SoundRow[];
}

/** Words and calls fit into 4 kHz as well as they can in telephone quality; else 8 kHz are kept. */
const NARROW: LogMelSettings = { rate: 8000, bands: 40 };
const WIDE: LogMelSettings = { rate: 16_000, bands: 64 };

/** @param rates of the recordings to learn from, in Hz. */
export function settingsFor(rates: readonly number[]): LogMelSettings {
  const sorted = [...rates].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? WIDE.rate;
  return middle < WIDE.rate ? NARROW : WIDE;
}

/** @param most windows looked at. */
export async function listen(
  sound: Sound,
  { settings, window }: Listening,
  most: number,
  rest: Rest,
): Promise<Heard> {
  const mel = await logMel(sound, settings, rest);
  const windows = thinnedWindows(windowsOf(mel.frames, window), most);
  const rows: SoundRow[] = [];
  for (const one of windows) {
    const stretch = stretchOf(mel, one);
    rows.push({
      shape: soundFeatures(stretch, "shape"),
      texture: soundFeatures(stretch, "texture"),
    });
    await rest();
  }
  return { frames: mel.frames, windows, rows };
}

/** All rows of a recording as one vector, for the cache. */
export function packed(rows: readonly SoundRow[]): Float32Array {
  const parts = rows.flatMap(({ shape, texture }) => [
    shape ?? new Float32Array(),
    texture ?? new Float32Array(),
  ]);
  const result = new Float32Array(
    parts.reduce((sum, { length }) => sum + length, 0),
  );
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}

/** The opposite of `packed`. @returns null when the vector is of another form. */
export function unpacked(
  vector: Float32Array,
  { bands }: LogMelSettings,
): SoundRow[] | null {
  const shape = viewLength("shape", bands);
  const width = shape + viewLength("texture", bands);
  if (vector.length === 0 || vector.length % width !== 0) return null;
  return Array.from({ length: vector.length / width }, (_, i) => ({
    shape: vector.slice(i * width, i * width + shape),
    texture: vector.slice(i * width + shape, (i + 1) * width),
  }));
}
