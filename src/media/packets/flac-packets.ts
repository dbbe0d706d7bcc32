/** FLAC as packets: each of its frames is one. Source: RFC 9639, 8 and 9. */
import { ByteView } from "../byte-view.ts";
import { tagBytes } from "../sound-kind.ts";
import { FileWindow } from "./file-window.ts";
import type { OpenPackets } from "./sound-packets.ts";

/** The mark, the head of the first block and STREAMINFO itself. */
const INFO = 42;
const MARK = 4;
/** Of a frame's head at most. */
const HEAD = 16;
const LOOK = 1 << 19;

/** CRC-8 with polynomial 0x07. */
function crcOf(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1)
      crc = (crc & 0x80) > 0 ? ((crc << 1) ^ 0x07) & 0xff : crc << 1;
  }
  return crc;
}

interface Head {
  /** Of the frame, or of its first sample. */
  readonly number: number;
  readonly isFixed: boolean;
}

/** The number at the begin, and its bytes: written as UTF-8 writes characters, up to 36 bits. */
function numberAt(bytes: Uint8Array): [number: number, length: number] | null {
  const [first = 0] = bytes;
  if (first < 0x80) return [first, 1];
  const length = Math.clz32(~(first << 24));
  if (length < 2 || length > 7) return null;
  let number = first & (0xff >> (length + 1));
  for (const byte of bytes.subarray(1, length))
    number = number * 64 + (byte & 63);
  return [number, length];
}

/** Bytes that the size of the block and the rate take behind the number, by their codes. */
const SIZE_BYTES: Readonly<Record<number, number>> = { 6: 1, 7: 2 };
const RATE_BYTES: Readonly<Record<number, number>> = { 12: 1, 13: 2, 14: 2 };

/** A frame's head, known by its mark and by a sum of its own; null where none begins. */
function headAt(all: Uint8Array, at: number): Head | null {
  const [mark, second = 0, third = 0, fourth = 0, ...rest] = all.subarray(
    at,
    at + HEAD,
  );
  if (mark !== 0xff || (second & 0xfe) !== 0xf8 || (fourth & 1) === 1)
    return null;
  const found = numberAt(Uint8Array.from(rest));
  if (!found || third >> 4 === 0) return null;
  const [number, length] = found;
  const more = (SIZE_BYTES[third >> 4] ?? 0) + (RATE_BYTES[third & 15] ?? 0);
  const end = at + 4 + length + more;
  if (crcOf(all.subarray(at, end)) !== all[end]) return null;
  return { number, isFixed: (second & 1) === 0 };
}

/** Sound looks like a head now and then, but not like the next one. */
const follows = (next: Head, { number, isFixed }: Head): boolean =>
  next.isFixed === isFixed &&
  (isFixed ? next.number === number + 1 : next.number > number);

/** Where the blocks about the sound end. */
async function soundStart(window: FileWindow, tag: number): Promise<number> {
  for (let at = tag + MARK; at < window.size;) {
    const view = new ByteView(await window.read(at, 4));
    at += 4 + (view.u32(0) & 0xffffff);
    if (view.u8(0) >= 0x80) return at;
  }
  return window.size;
}

async function* framesOf(
  file: Blob,
  tag: number,
  least: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const window = new FileWindow(file);
  let at = await soundStart(window, tag);
  while (at < window.size) {
    const bytes = await window.read(at, LOOK);
    const head = headAt(bytes, 0);
    let end = Math.max(1, head ? least : 1);
    for (; end < bytes.length; end += 1) {
      end = bytes.indexOf(0xff, end);
      if (end < 0) end = bytes.length;
      const next = headAt(bytes, end);
      if (next && (!head || follows(next, head))) break;
    }
    if (head) yield bytes.subarray(0, end);
    at += end;
  }
}

export const flacPackets: OpenPackets = async (file) => {
  const tag = tagBytes(new Uint8Array(await file.slice(0, 10).arrayBuffer()));
  const info = await file.slice(tag, tag + INFO).arrayBuffer();
  const view = new ByteView(new Uint8Array(info));
  if (view.length < INFO) return null;
  const [least, about] = [view.u32(11) & 0xffffff, view.u32(18)];
  const frames = (view.u8(21) & 15) * 2 ** 32 + view.u32(22);
  if (frames === 0) return null;
  return {
    config: {
      codec: "flac",
      sampleRate: about >>> 12,
      numberOfChannels: ((about >> 9) & 7) + 1,
      description: info,
    },
    frames,
    packets: () => framesOf(file, tag, least),
  };
};
