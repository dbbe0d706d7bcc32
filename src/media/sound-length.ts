/** How long compressed sound is, as its file says it: known before anything is decoded. */
import { ByteView } from "./byte-view.ts";
import { mp3Bits, soundRate } from "./sound-rate.ts";
import { tagBytes } from "./sound-kind.ts";

/** The last page of an Ogg file begins in there; the facts of an MPEG-4 file lie in front or behind. */
const ENDS = 1 << 17;
const OGG_GRANULE = 6;
const MP3_FRAME = 1152;
const LAYER_3 = 1;

const latin = (bytes: Uint8Array): string =>
  new TextDecoder("latin1").decode(bytes);

const wide = (view: ByteView, at: number, little: boolean): number =>
  view.u32(little ? at + 4 : at, little) * 2 ** 32 +
  view.u32(little ? at : at + 4, little);

/** Frames up to the end of the last page; -1 stands for none. Source: RFC 3533, 6. */
function oggFrames(tail: Uint8Array): number | null {
  const page = latin(tail).lastIndexOf("OggS");
  if (page < 0) return null;
  const frames = wide(new ByteView(tail), page + OGG_GRANULE, true);
  return frames < 2 ** 63 ? frames : null;
}

/** Zero where the writer did not know. Source: RFC 9639, 8.2. */
function flacFrames(head: ByteView): number | null {
  const frames = (head.u8(21) & 15) * 2 ** 32 + head.u32(22);
  return frames > 0 ? frames : null;
}

/** Source: ISO 14496-12, 8.2.2. */
function movieSeconds(part: Uint8Array): number | null {
  const at = latin(part).indexOf("mvhd");
  if (at < 0) return null;
  const view = new ByteView(part);
  const isLong = view.u8(at + 4) === 1;
  const scale = view.u32(at + (isLong ? 24 : 16));
  const length = isLong ? wide(view, at + 28, false) : view.u32(at + 20);
  return scale > 0 && length > 0 ? length / scale : null;
}

/** From its count of frames where it has one, else as if all frames had the bits of the first. */
function mp3Seconds(
  head: ByteView,
  text: string,
  bytes: number,
): number | null {
  if (((head.u8(1) >> 1) & 3) !== LAYER_3) return null;
  const isFirst = ((head.u8(1) >> 3) & 3) === 3;
  const rate = soundRate(head.bytes);
  const counted = Math.max(text.indexOf("Xing"), text.indexOf("Info"));
  const hasCount =
    counted > 0 && counted < 64 && (head.u8(counted + 7) & 1) === 1;
  if (hasCount && rate)
    return (head.u32(counted + 8) * MP3_FRAME) / (isFirst ? 1 : 2) / rate;
  const kilobits = mp3Bits(head);
  return kilobits === undefined ? null : (bytes * 8) / (kilobits * 1000);
}

/** @returns seconds; null where the file does not say it cheaply. */
export async function soundLength(file: Blob): Promise<number | null> {
  const part = async (from: number): Promise<Uint8Array> =>
    new Uint8Array(await file.slice(from, from + ENDS).arrayBuffer());
  const tag = tagBytes(await part(0));
  const bytes = await part(tag);
  const tail = await part(Math.max(0, file.size - ENDS));
  const head = new ByteView(bytes);
  const text = latin(bytes);
  const rate = soundRate(bytes);
  const lasting = (frames: number | null): number | null =>
    frames === null || !rate ? null : frames / rate;
  try {
    if (text.startsWith("OggS")) return lasting(oggFrames(tail));
    if (text.startsWith("fLaC")) return lasting(flacFrames(head));
    if (text.slice(4, 8) === "ftyp")
      return movieSeconds(bytes) ?? movieSeconds(tail);
    return head.u8(0) === 0xff ? mp3Seconds(head, text, file.size - tag) : null;
  } catch {
    return null;
  }
}
