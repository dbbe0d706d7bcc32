import type { Sound } from "#core/sound.ts";

/** A pure tone of one channel. */
export function tone({
  hertz = 440,
  seconds = 1,
  rate = 8000,
  size = 0.5,
} = {}): Sound {
  const values = Float32Array.from(
    { length: Math.round(seconds * rate) },
    (_, i) => size * Math.sin((2 * Math.PI * hertz * i) / rate),
  );
  return { rate, channels: [values] };
}
