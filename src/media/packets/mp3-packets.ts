/** MP3 as packets: each frame of the file is one. Source: ISO 11172-3, 2.4.1 to 2.4.3, and 13818-3. */
import { ByteView } from "../byte-view.ts";
import { mp3Bits, soundRate } from "../sound-rate.ts";
import { type Frame, framePackets } from "./frame-packets.ts";

const HEAD = 4;
const [LAYER_3, FIRST_VERSION, ONE_CHANNEL] = [1, 3, 3];
/** Longest frame. */
const MOST = 2881;

/** @returns null where no frame begins. */
function frameAt(bytes: Uint8Array): Frame | null {
  if (bytes.length < HEAD || bytes[0] !== 0xff) return null;
  const [, second = 0, third = 0, fourth = 0] = bytes;
  if ((second & 0xe0) !== 0xe0 || ((second >> 1) & 3) !== LAYER_3) return null;
  const isFirst = ((second >> 3) & 3) === FIRST_VERSION;
  const rate = soundRate(bytes.subarray(0, HEAD));
  const kilobits = mp3Bits(new ByteView(bytes));
  if (!rate || !kilobits) return null;
  const frames = isFirst ? 1152 : 576;
  const padding = (third >> 1) & 1;
  return {
    bytes: Math.floor((frames / 8) * ((kilobits * 1000) / rate)) + padding,
    frames,
    rate,
    channels: fourth >> 6 === ONE_CHANNEL ? 1 : 2,
    codec: "mp3",
  };
}

/** What an encoder wrote of itself and of the length is no sound. */
const isNote = (bytes: Uint8Array): boolean =>
  /Xing|Info|VBRI/.test(
    new TextDecoder("latin1").decode(bytes.subarray(HEAD, 64)),
  );

export const mp3Packets = framePackets({
  head: HEAD,
  most: MOST,
  frameAt,
  isNote,
});
