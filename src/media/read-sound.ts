import { AppError } from "#core/errors.ts";
import type { Sound } from "#core/sound.ts";
import { readCompressed } from "./compressed-sound.ts";
import { soundKind, tagBytes, WAV } from "./sound-kind.ts";
import { WavFile } from "./wav-file.ts";
import type { WavLayout } from "./wav-layout.ts";

const HEAD_BYTES = 64;
/** Of the values as floats: with the file's bytes and what is made of it, more would fill a tablet's memory. */
const MAX_DECODED_BYTES = 512 * 2 ** 20;
const MINUTE = 60;

const minutes = (seconds: number): string =>
  `${(seconds / MINUTE).toFixed(0)} min`;

/** @throws AppError('format') when it does not fit into memory. */
function checkLength({ frames, channels, rate }: WavLayout): void {
  const most = MAX_DECODED_BYTES / (channels * Float32Array.BYTES_PER_ELEMENT);
  if (frames <= most) return;
  throw new AppError(
    "format",
    `The recording lasts ${minutes(frames / rate)}; with ${String(channels)} channels at ${String(rate)} Hz at most ${minutes(most / rate)} can be heard at once, cut it into parts`,
    { rule: "audio.too_long", value: frames / rate },
  );
}

/** The file's beginning after any tag, which tells its kind. */
export async function soundHead(file: Blob): Promise<Uint8Array> {
  const bytes = async (at: number): Promise<Uint8Array> =>
    new Uint8Array(await file.slice(at, at + HEAD_BYTES).arrayBuffer());
  const head = await bytes(0);
  const tag = tagBytes(head);
  return tag > 0 ? bytes(tag) : head;
}

/**
 * A recording as sound, its channels as they are, whole in memory.
 * @throws AppError('format') when it cannot be decoded, or is too long for that.
 */
export async function readSound(
  file: Blob,
  signal?: AbortSignal,
): Promise<Sound> {
  const kind = soundKind(await soundHead(file));
  if (kind && kind !== WAV) return readCompressed(file, signal);
  const wav = await WavFile.open(file);
  checkLength(wav.layout);
  return wav.read(0, wav.layout.frames);
}
