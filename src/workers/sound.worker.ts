/** Pictures and playable copies of stored recordings, for pages. */
import { expose } from "comlink";
import type { BlobHash } from "#core/ids.ts";
import { readSound } from "#media/read-sound.ts";
import { SOUND_PICTURE } from "#media/sound-check.ts";
import { soundParts } from "#media/sound-parts.ts";
import { soundPicture } from "#media/sound-picture.ts";
import { writeWav } from "#media/wav-write.ts";
import { readBlob } from "#storage/blobs.ts";
import { getThumbnail, putThumbnail } from "#storage/thumbnails.ts";
import { installTransferHandlers } from "./rpc.ts";

const api = {
  /** Waveform above, mel spectrogram below. @param size pixels. */
  async picture(
    hash: BlobHash,
    size: { readonly width: number; readonly height: number },
    signal: AbortSignal,
  ): Promise<Blob> {
    const parts = await soundParts(await readBlob(hash), signal);
    return soundPicture(parts, size, signal);
  },
  /** The small picture; made again where the cache lost it. */
  async thumbnail(hash: BlobHash): Promise<Blob> {
    const stored = await getThumbnail(hash);
    if (stored) return stored;
    const parts = await soundParts(await readBlob(hash));
    const made = await soundPicture(parts, SOUND_PICTURE);
    await putThumbnail(hash, made);
    return made;
  },
  /** The recording as every browser plays it: 16-bit WAV. */
  async playable(hash: BlobHash): Promise<Blob> {
    const sound = await readSound(await readBlob(hash));
    return new Blob([writeWav(sound)], { type: "audio/wav" });
  },
};

export type SoundApi = typeof api;

installTransferHandlers();
expose(api);
