/** Long recordings are looked at in stretches, each about as long as the clips that were learned from. */
import type { LogMel } from "./log-mel.ts";

/** A stretch, in frames. */
export interface SoundWindow {
  readonly from: number;
  readonly count: number;
}

/** Seconds. */
const SHORTEST = 1;
const LONGEST = 10;
/** A recording up to this many windows long is one window. */
const STRETCH = 1.5;
/** Of all clips, this share fits into one window. */
const FITTING = 0.9;

/** @param seconds of the clips to learn from. @returns seconds of a window. */
export function windowFor(seconds: readonly number[]): number {
  const sorted = [...seconds].sort((a, b) => a - b);
  const long = sorted[Math.floor(FITTING * (sorted.length - 1))] ?? SHORTEST;
  return Math.min(LONGEST, Math.max(SHORTEST, long));
}

/** @param seconds of a window. @param hop seconds between two frames. @returns windows that overlap by half; the last ends where the sound ends. */
export function windowsOf(
  frames: number,
  seconds: number,
  hop: number,
): SoundWindow[] {
  const count = Math.round(seconds / hop);
  if (frames <= count * STRETCH) return [{ from: 0, count: frames }];
  const steps = Math.ceil((frames - count) / (count / 2));
  return Array.from({ length: steps + 1 }, (_, i) => ({
    from: Math.round(((frames - count) * i) / steps),
    count,
  }));
}

/** At most `most` of them, evenly spread. */
export const thinnedWindows = (
  windows: readonly SoundWindow[],
  most: number,
): SoundWindow[] =>
  windows.length <= most
    ? [...windows]
    : Array.from(
        { length: most },
        (_, i) =>
          windows[Math.floor(((i + 0.5) * windows.length) / most)] ?? {
            from: 0,
            count: 1,
          },
      );

export const stretchOf = (
  { bands, values }: LogMel,
  { from, count }: SoundWindow,
): LogMel => ({
  frames: count,
  bands,
  values: values.subarray(from * bands, (from + count) * bands),
});
