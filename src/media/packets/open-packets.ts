import {
  AAC,
  FLAC,
  M4A,
  MP3,
  OGG,
  OPUS,
  type SoundKind,
  VORBIS,
  WEBM,
} from "../sound-kind.ts";
import { aacPackets } from "./aac-packets.ts";
import { flacPackets } from "./flac-packets.ts";
import { mp3Packets } from "./mp3-packets.ts";
import { mp4Packets } from "./mp4-packets.ts";
import { oggPackets } from "./ogg-packets.ts";
import { webmPackets } from "./webm-packets.ts";
import type { OpenPackets, SoundPackets } from "./sound-packets.ts";

const READERS = new Map<SoundKind, OpenPackets>([
  [MP3, mp3Packets],
  [VORBIS, oggPackets],
  [OPUS, oggPackets],
  [OGG, oggPackets],
  [FLAC, flacPackets],
  [M4A, mp4Packets],
  [AAC, aacPackets],
  [WEBM, webmPackets],
]);

/** Null where the packets of such a file cannot be read. */
export async function openPackets(
  file: Blob,
  kind: SoundKind,
): Promise<SoundPackets | null> {
  try {
    return (await READERS.get(kind)?.(file)) ?? null;
  } catch (error) {
    // Numbers of a damaged file point behind its end.
    if (error instanceof RangeError) return null;
    throw error;
  }
}
