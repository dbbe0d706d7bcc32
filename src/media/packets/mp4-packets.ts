/** MPEG-4 (.m4a, .mp4) as packets. Of the sound itself nothing is read before it is wanted. */
import type { ISOFile, Sample } from "mp4box";
import { FileWindow } from "./file-window.ts";
import type { OpenPackets } from "./sound-packets.ts";

/** Descriptors of how a decoder is set up. Source: ISO 14496-1, 7.2.2.1. */
const [DECODER_CONFIG, DECODER_SPECIFIC] = [4, 5];
const PIECE = 1 << 18;

/** The parts about the sound, wherever they lie in the file. */
async function readHead(file: Blob): Promise<ISOFile | null> {
  const { createFile, MP4BoxBuffer } = await import("mp4box");
  const movie = createFile();
  let isReady = false;
  movie.onReady = () => (isReady = true);
  for (let at = 0; !isReady && at < file.size;) {
    const bytes = await file.slice(at, at + PIECE).arrayBuffer();
    const next = movie.appendBuffer(MP4BoxBuffer.fromArrayBuffer(bytes, at));
    at = next !== undefined && next > at ? next : at + bytes.byteLength;
  }
  return isReady ? movie : null;
}

/** What a decoder needs to know of AAC. */
function descriptionOf({ description }: Sample): Uint8Array | undefined {
  const esds = (description as { esds?: EsdsBox } | undefined)?.esds;
  return esds?.esd
    .findDescriptor(DECODER_CONFIG)
    ?.findDescriptor(DECODER_SPECIFIC)?.data;
}

interface Descriptor {
  readonly data?: Uint8Array;
  findDescriptor(tag: number): Descriptor | undefined;
}

interface EsdsBox {
  readonly esd: Descriptor;
}

export const mp4Packets: OpenPackets = async (file) => {
  const movie = await readHead(file);
  const track = movie?.getInfo().audioTracks[0];
  if (!movie || !track?.audio) return null;
  const samples = movie.getTrackSamplesInfo(track.id);
  const [first] = samples;
  const description = first && descriptionOf(first);
  if (!description) return null;
  const { sample_rate: sampleRate, channel_count: numberOfChannels } =
    track.audio;
  return {
    config: {
      codec: track.codec,
      sampleRate,
      numberOfChannels,
      description: description.slice(),
    },
    frames: Math.round((track.samples_duration * sampleRate) / track.timescale),
    packets: async function* () {
      const window = new FileWindow(file);
      for (const { offset, size } of samples)
        yield await window.read(offset, size);
    },
  };
};
