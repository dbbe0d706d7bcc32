/** WebM with Opus or Vorbis as packets. Source: RFC 9559 (Matroska), 5.1 and 10; RFC 6716, 3.1 (Opus). */
import { ByteView } from "../byte-view.ts";
import { elementsOf, varyingAt } from "./ebml.ts";
import type { OpenPackets } from "./sound-packets.ts";

const ID = {
  segment: 0x18538067,
  info: 0x1549a966,
  tickNanoseconds: 0x2ad7b1,
  tracks: 0x1654ae6b,
  track: 0xae,
  number: 0xd7,
  type: 0x83,
  codec: 0x86,
  heads: 0x63a2,
  encodings: 0x6d80,
  audio: 0xe1,
  rate: 0xb5,
  channels: 0x9f,
  cluster: 0x1f43b675,
  time: 0xe7,
  group: 0xa0,
  block: 0xa1,
  simpleBlock: 0xa3,
} as const;
const OPENED = new Set<number>([
  ...[ID.segment, ID.info, ID.tracks, ID.track],
  ...[ID.audio, ID.cluster, ID.group],
]);
/** Bytes of an element: packets of sound are shorter. */
const MOST = 1 << 18;
const SOUND = 2;
const LACED = 6;
const SECOND_NANOSECONDS = 1e9;
const OPUS_RATE = 48_000;
/** Frames of a packet's parts, by the first bits: RFC 6716, table 2. */
const OPUS_FRAMES = [
  ...[480, 960, 1920, 2880, 480, 960, 1920, 2880, 480, 960, 1920, 2880],
  ...[480, 960, 480, 960],
  ...[120, 240, 480, 960, 120, 240, 480, 960],
  ...[120, 240, 480, 960, 120, 240, 480, 960],
];

interface Track {
  number: number;
  type: number;
  codec: string;
  rate: number;
  channels: number;
  heads: Uint8Array<ArrayBuffer>;
  /** Its packets are changed once more, which is not undone here. */
  isEncoded: boolean;
}

interface Block {
  readonly seconds: number;
  readonly data: Uint8Array<ArrayBuffer>;
}

const whole = (data: Uint8Array): number =>
  data.reduce((sum, byte) => sum * 256 + byte, 0);
const floating = ({ buffer, byteOffset, length }: Uint8Array): number => {
  const view = new DataView(buffer, byteOffset, length);
  return length === 8 ? view.getFloat64(0) : view.getFloat32(0);
};

const newTrack = (): Track => ({
  ...{ number: 0, type: 0, codec: "", rate: 8000, channels: 1 },
  heads: new Uint8Array(),
  isEncoded: false,
});

/** Says of the track what the element tells. */
const TOLD = new Map<number, (track: Track, data: Uint8Array) => void>([
  [ID.number, (track, data) => (track.number = whole(data))],
  [ID.type, (track, data) => (track.type = whole(data))],
  [ID.codec, (track, data) => (track.codec = new TextDecoder().decode(data))],
  [ID.heads, (track, data) => (track.heads = data.slice())],
  [ID.encodings, (track) => (track.isEncoded = true)],
  [ID.rate, (track, data) => (track.rate = floating(data))],
  [ID.channels, (track, data) => (track.channels = whole(data))],
]);

/** The first track of sound; null where there is none that can be read. */
async function soundTrack(file: Blob): Promise<Track | null> {
  const tracks: Track[] = [];
  for await (const { id, data } of elementsOf(file, OPENED, MOST)) {
    if (id === ID.cluster) break;
    if (id === ID.track) tracks.push(newTrack());
    const track = tracks.at(-1);
    if (track) TOLD.get(id)?.(track, data);
  }
  const found = tracks.find(({ type }) => type === SOUND);
  return found && !found.isEncoded ? found : null;
}

/** @throws RangeError where packets share a block. */
async function* blocksOf(file: Blob, { number }: Track): AsyncGenerator<Block> {
  let [tick, cluster] = [1_000_000, 0];
  for await (const { id, data } of elementsOf(file, OPENED, MOST)) {
    if (id === ID.tickNanoseconds) tick = whole(data);
    if (id === ID.time) cluster = whole(data);
    if (id !== ID.block && id !== ID.simpleBlock) continue;
    const track = varyingAt(data, 0);
    if (track?.value !== number) continue;
    const view = new DataView(data.buffer, data.byteOffset, data.length);
    const ticks = cluster + view.getInt16(track.length);
    if ((view.getUint8(track.length + 2) & LACED) !== 0)
      throw new RangeError("Several packets in a block");
    const seconds = (ticks * tick) / SECOND_NANOSECONDS;
    yield { seconds, data: data.subarray(track.length + 3) };
  }
}

/** Frames of an Opus packet: RFC 6716, 3.1. */
function opusFrames([first = 0, second = 0]: Uint8Array): number {
  const parts = [1, 2, 2, second & 63][first & 3] ?? 1;
  return parts * (OPUS_FRAMES[first >> 3] ?? 0);
}

/** What is heard, in frames of the rate. */
async function lengthOf(file: Blob, track: Track): Promise<number> {
  let [frames, last, gap] = [0, 0, 0];
  for await (const { seconds, data } of blocksOf(file, track)) {
    frames += opusFrames(data);
    gap = Math.max(0, seconds - last);
    last = seconds;
  }
  if (track.codec !== "A_OPUS")
    // Vorbis tells the length of a packet nowhere near it: the last is taken to be as long as the one before.
    return Math.round((last + gap) * track.rate);
  return frames - new ByteView(track.heads).u16(10, true);
}

export const webmPackets: OpenPackets = async (file) => {
  const track = await soundTrack(file);
  const isOpus = track?.codec === "A_OPUS";
  if (!track || (!isOpus && track.codec !== "A_VORBIS")) return null;
  const frames = await lengthOf(file, track);
  if (frames <= 0) return null;
  return {
    config: {
      codec: isOpus ? "opus" : "vorbis",
      sampleRate: isOpus ? OPUS_RATE : track.rate,
      numberOfChannels: track.channels,
      description: track.heads,
    },
    frames,
    packets: async function* () {
      for await (const { data } of blocksOf(file, track)) yield data;
    },
  };
};
