/** AAC in ADTS as packets: each frame of the file is one. Source: ISO 13818-7, 6.2; WebCodecs AAC registration, 2. */
import { tagBytes } from "../sound-kind.ts";
import { soundRate } from "../sound-rate.ts";
import { FileWindow } from "./file-window.ts";
import type { OpenPackets } from "./sound-packets.ts";

const HEAD = 7;
/** Longest frame: its length has 13 bits. */
const MOST = 8191;
/** Of each block of a frame. */
const BLOCK_FRAMES = 1024;

interface Frame {
  readonly bytes: number;
  readonly frames: number;
  readonly rate: number;
  readonly channels: number;
  /** AAC LC is 2. */
  readonly objectType: number;
}

/** @returns null where no frame begins. */
function frameAt(head: Uint8Array): Frame | null {
  const [first = 0, second = 0, third = 0, fourth = 0, fifth = 0] = head;
  const [sixth = 0, seventh = 0] = head.subarray(5);
  if (head.length < HEAD || first !== 0xff || (second & 0xf6) !== 0xf0)
    return null;
  const bytes = ((fourth & 3) << 11) | (fifth << 3) | (sixth >> 5);
  const rate = soundRate(head);
  const channels = ((third & 1) << 2) | (fourth >> 6);
  // Channels that are told within the frame are not read here.
  if (!rate || bytes < HEAD || channels === 0) return null;
  return {
    bytes,
    rate,
    channels: channels === 7 ? 8 : channels,
    frames: BLOCK_FRAMES * ((seventh & 3) + 1),
    objectType: (third >> 6) + 1,
  };
}

/** Frames with their bytes; what lies between them is passed over. */
async function* framesOf(
  file: Blob,
): AsyncGenerator<Frame & { readonly data: Uint8Array<ArrayBuffer> }> {
  const window = new FileWindow(file);
  let at = tagBytes(await window.read(0, 10));
  while (at + HEAD <= window.size) {
    const data = await window.read(at, MOST);
    const frame = frameAt(data.subarray(0, HEAD));
    if (!frame || at + frame.bytes > window.size) {
      at += 1;
      continue;
    }
    yield { ...frame, data: data.subarray(0, frame.bytes) };
    at += frame.bytes;
  }
}

export const aacPackets: OpenPackets = async (file) => {
  let [frames, first]: [number, Frame | null] = [0, null];
  for await (const frame of framesOf(file)) {
    first ??= frame;
    frames += frame.frames;
  }
  if (!first) return null;
  const { rate, channels, objectType } = first;
  return {
    config: {
      codec: `mp4a.40.${String(objectType)}`,
      sampleRate: rate,
      numberOfChannels: channels,
    },
    frames,
    packets: async function* () {
      for await (const { data } of framesOf(file)) yield data;
    },
  };
};
