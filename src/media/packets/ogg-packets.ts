/** Ogg with Opus or Vorbis as packets. Source: RFC 3533, 6; RFC 7845, 5.1; Vorbis I, 4.2 and A. */
import { ByteView } from "../byte-view.ts";
import { FileWindow } from "./file-window.ts";
import type { OpenPackets } from "./sound-packets.ts";

const HEAD = 27;
/** Segments of a page, and bytes of a segment; a packet goes on behind a full one. */
const FULL = 255;
const MOST = HEAD + FULL + FULL * FULL;
/** Packets that say how to decode the others. */
const OPUS_HEADS = 2;
const VORBIS_HEADS = 3;
const OPUS_RATE = 48_000;

const joined = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const bytes = parts.reduce((sum, { length }) => sum + length, 0);
  const all = new Uint8Array(bytes);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

/** Frames up to the end of the last packet that ends on the page; null where none does. */
function granuleOf(view: ByteView): number | null {
  const high = view.u32(10, true);
  return high >= 2 ** 31 ? null : high * 2 ** 32 + view.u32(6, true);
}

/** All packets of the first stream, with how far the page of each goes. */
async function* packetsOf(file: Blob): AsyncGenerator<{
  readonly data: Uint8Array<ArrayBuffer>;
  readonly granule: number | null;
}> {
  const window = new FileWindow(file);
  let [at, own]: [number, number | null] = [0, null];
  let begun: Uint8Array[] = [];
  while (at + HEAD <= window.size) {
    const page = await window.read(at, MOST);
    const view = new ByteView(page);
    if (view.text(0, 4) !== "OggS") {
      at += 1;
      continue;
    }
    const lengths = page.subarray(HEAD, HEAD + view.u8(26));
    let from = HEAD + lengths.length;
    const serial = view.u32(14, true);
    own ??= serial;
    const granule = granuleOf(view);
    for (const length of lengths) {
      if (serial === own) begun.push(page.slice(from, from + length));
      from += length;
      if (serial !== own || length === FULL) continue;
      yield { data: joined(begun), granule };
      begun = [];
    }
    at += from;
  }
}

/** Lengths as sums of bytes, as Matroska has them too. */
function laced(heads: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const lengths = heads
    .slice(0, -1)
    .flatMap(({ length }) => [
      ...Array<number>(Math.floor(length / FULL)).fill(FULL),
      length % FULL,
    ]);
  const front = Uint8Array.of(heads.length - 1, ...lengths);
  return joined([front, ...heads]);
}

function configOf(heads: readonly Uint8Array[]): AudioDecoderConfig | null {
  const [first] = heads;
  if (!first) return null;
  const view = new ByteView(first);
  if (view.text(0, 8) === "OpusHead")
    return {
      codec: "opus",
      sampleRate: OPUS_RATE,
      numberOfChannels: view.u8(9),
      description: joined([first]),
    };
  if (heads.length < VORBIS_HEADS) return null;
  return {
    codec: "vorbis",
    sampleRate: view.u32(12, true),
    numberOfChannels: view.u8(11),
    description: laced(heads),
  };
}

const headCount = (first: Uint8Array): number => {
  const text = new TextDecoder("latin1").decode(first.subarray(0, 8));
  if (text === "OpusHead") return OPUS_HEADS;
  return text.startsWith("\x01vorbis") ? VORBIS_HEADS : 0;
};

export const oggPackets: OpenPackets = async (file) => {
  const heads: Uint8Array[] = [];
  let [count, last] = [0, 0];
  for await (const { data, granule } of packetsOf(file)) {
    if (heads.length === 0) count = headCount(data);
    if (count === 0) return null;
    if (heads.length < count) heads.push(data);
    else last = granule ?? last;
  }
  const config = configOf(heads);
  if (!config || last === 0) return null;
  const isOpus = config.codec === "opus";
  const skipped = isOpus
    ? new ByteView(heads[0] ?? new Uint8Array()).u16(10, true)
    : 0;
  return {
    config,
    frames: Math.max(0, last - skipped),
    packets: async function* () {
      let place = 0;
      for await (const { data } of packetsOf(file))
        if (place++ >= count) yield data;
    },
  };
};
