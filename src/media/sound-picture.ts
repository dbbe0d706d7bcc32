/** A recording as a picture: its waveform above, its mel spectrogram below. */
import { offscreen } from "./image-decode.ts";
import { type SoundColumns, soundColumns } from "./sound-columns.ts";
import type { SoundParts } from "./sound-parts.ts";

/** Height of the waveform, as a share. */
const WAVE_SHARE = 0.4;

/** Dark to light, even steps of brightness. Source: matplotlib's magma, every 42nd colour. */
const COLORS: readonly (readonly [number, number, number])[] = [
  [8, 8, 22],
  [44, 17, 95],
  [114, 31, 129],
  [182, 55, 122],
  [241, 96, 93],
  [254, 175, 119],
  [252, 253, 191],
];
const WAVE = [142, 195, 255] as const;
const GROUND = [8, 8, 22] as const;

const PALETTE = Array.from({ length: 256 }, (_, value) => {
  const place = (value / 255) * (COLORS.length - 1);
  const first = Math.min(COLORS.length - 2, Math.floor(place));
  const [from, to] = [COLORS[first], COLORS[first + 1]];
  return [0, 1, 2].map((channel) => {
    const [a, b] = [from?.[channel] ?? 0, to?.[channel] ?? 0];
    return a + (b - a) * (place - first);
  });
});

function paintWave(
  { columns, least, most }: SoundColumns,
  rows: number,
  paint: (x: number, y: number, color: readonly number[]) => void,
): void {
  // Quiet recordings are shown larger, but not noise alone.
  const peak = [...least, ...most].reduce(
    (a, b) => Math.max(a, Math.abs(b)),
    0,
  );
  const scale = 0.95 / Math.max(peak, 0.05);
  const row = (value: number): number =>
    Math.round(((1 - value * scale) / 2) * (rows - 1));
  for (let x = 0; x < columns; x += 1) {
    const [top, bottom] = [row(most[x] ?? 0), row(least[x] ?? 0)];
    for (let y = 0; y < rows; y += 1)
      paint(x, y, y >= top && y <= bottom ? WAVE : GROUND);
  }
}

/** RGBA bytes, row by row; a column of pixels for each column. @param height of the waveform and the bands together. */
export function paintColumns(
  sound: SoundColumns,
  height: number,
): Uint8ClampedArray<ArrayBuffer> {
  const { columns, bands, loudness } = sound;
  const rgba = new Uint8ClampedArray(columns * height * 4);
  const paint = (x: number, y: number, color: readonly number[]): void =>
    rgba.set([...color, 255], 4 * (y * columns + x));
  const waveRows = height - bands;
  paintWave(sound, waveRows, paint);
  for (let x = 0; x < columns; x += 1)
    for (let band = 0; band < bands; band += 1) {
      const color = PALETTE[loudness[x * bands + band] ?? 0];
      paint(x, height - 1 - band, color ?? GROUND);
    }
  return rgba;
}

/** @param size pixels. @param signal gives up. */
export async function soundPicture(
  parts: SoundParts,
  size: { readonly width: number; readonly height: number },
  signal?: AbortSignal,
): Promise<Blob> {
  const { width, height } = size;
  const bands = Math.round(height * (1 - WAVE_SHARE));
  const columns = await soundColumns(parts, width, bands, signal);
  const { canvas, context } = offscreen(width, height);
  const rgba = paintColumns(columns, height);
  context.putImageData(new ImageData(rgba, width, height), 0, 0);
  return canvas.convertToBlob({ type: "image/webp", quality: 0.85 });
}
