import type { Sound } from "#core/sound.ts";
import { readCompressed } from "./compressed-sound.ts";
import { soundKind, tagBytes, WAV } from "./sound-kind.ts";
import { WavFile } from "./wav-file.ts";

const HEAD_BYTES = 64;

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
 * @throws AppError('format') when it cannot be decoded.
 */
export async function readSound(file: Blob): Promise<Sound> {
  const kind = soundKind(await soundHead(file));
  if (kind && kind !== WAV) return readCompressed(file);
  const wav = await WavFile.open(file);
  return wav.read(0, wav.layout.frames);
}
