/** Recordings as rows of numbers. */
import type { Sound } from "#core/sound.ts";
import { FRAMING, logMel, type LogMelSettings } from "#ml/sound/log-mel.ts";
import {
  SOUND_VIEWS,
  soundFeatures,
  type SoundView,
  viewLength,
} from "#ml/sound/sound-features.ts";
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
const NARROW: LogMelSettings = { rate: 8000, bands: 40, ...FRAMING };
const WIDE: LogMelSettings = { rate: 16_000, bands: 64, ...FRAMING };

/** @param rates of the recordings to learn from, in Hz. */
export function settingsFor(rates: readonly number[]): LogMelSettings {
  const sorted = [...rates].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? WIDE.rate;
  return middle < WIDE.rate ? NARROW : WIDE;
}

const rowOf = (valuesOf: (view: SoundView) => Float32Array): SoundRow =>
  Object.fromEntries(SOUND_VIEWS.map((view) => [view, valuesOf(view)]));

/** @param most windows looked at. */
export async function listen(
  sound: Sound,
  { settings, window }: Listening,
  most: number,
  rest: Rest,
): Promise<Heard> {
  const mel = await logMel(sound, settings, rest);
  const windows = thinnedWindows(
    windowsOf(mel.frames, window, settings.hop),
    most,
  );
  const rows: SoundRow[] = [];
  for (const one of windows) {
    const stretch = stretchOf(mel, one);
    rows.push(rowOf((view) => soundFeatures(stretch, view)));
    await rest();
  }
  return { frames: mel.frames, windows, rows };
}

/** All rows of a recording as one vector, for the cache. */
export function packed(rows: readonly SoundRow[]): Float32Array {
  const parts = rows.flatMap((row) =>
    SOUND_VIEWS.map((view) => row[view] ?? new Float32Array()),
  );
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
  const width = SOUND_VIEWS.reduce(
    (sum, view) => sum + viewLength(view, bands),
    0,
  );
  if (vector.length === 0 || vector.length % width !== 0) return null;
  return Array.from({ length: vector.length / width }, (_, i) => {
    let at = i * width;
    return rowOf((view) => {
      const first = at;
      at += viewLength(view, bands);
      return vector.slice(first, at);
    });
  });
}
