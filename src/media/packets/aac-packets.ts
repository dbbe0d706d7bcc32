/** AAC in ADTS as packets: each frame of the file is one. Source: ISO 13818-7, 6.2; WebCodecs AAC registration, 2. */
import { soundRate } from "../sound-rate.ts";
import { type Frame, framePackets } from "./frame-packets.ts";

const HEAD = 7;
/** Longest frame: its length has 13 bits. */
const MOST = 8191;
/** Of each block of a frame. */
const BLOCK_FRAMES = 1024;

/** @returns null where no frame begins. */
function frameAt(bytes: Uint8Array): Frame | null {
  const head = bytes.subarray(0, HEAD);
  const [first = 0, second = 0, third = 0, fourth = 0, fifth = 0] = head;
  const [sixth = 0, seventh = 0] = head.subarray(5);
  if (head.length < HEAD || first !== 0xff || (second & 0xf6) !== 0xf0)
    return null;
  const length = ((fourth & 3) << 11) | (fifth << 3) | (sixth >> 5);
  const rate = soundRate(head);
  const channels = ((third & 1) << 2) | (fourth >> 6);
  // Channels that are told within the frame are not read here.
  if (!rate || length < HEAD || channels === 0) return null;
  return {
    bytes: length,
    rate,
    channels: channels === 7 ? 8 : channels,
    frames: BLOCK_FRAMES * ((seventh & 3) + 1),
    // The number of the object type, which is 2 for AAC LC.
    codec: `mp4a.40.${String((third >> 6) + 1)}`,
  };
}

export const aacPackets = framePackets({ head: HEAD, most: MOST, frameAt });
