/** Frames a second as compressed files say it in their headers: decoders resample to what they are asked for. */
import { ByteView } from "./byte-view.ts";
import { tagBytes } from "./sound-kind.ts";

const OPUS_RATE = 48_000;
const MP3_RATES = [44_100, 48_000, 32_000];
/** Bits a second in kbit, by the index of the header. Source: ISO 11172-3 and 13818-3, layer III. */
const MP3_BITS = [
  32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320,
];
const MP3_LOW_BITS = [
  8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160,
];
const AAC_RATES = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000,
  12_000, 11_025, 8000, 7350,
];

/** Version 1, 2 and 2.5 halve the rate each. Source: ISO 11172-3, 2.4.2.3. */
function mp3Rate(view: ByteView): number | undefined {
  const second = view.u8(1);
  const version = (second >> 3) & 3;
  const rate = MP3_RATES[(view.u8(2) >> 2) & 3];
  return rate && rate / (version === 3 ? 1 : version === 2 ? 2 : 4);
}

/** kbit a second of a frame of layer III; undefined where its head is none. */
export function mp3Bits(view: ByteView): number | undefined {
  const isFirst = ((view.u8(1) >> 3) & 3) === 3;
  return (isFirst ? MP3_BITS : MP3_LOW_BITS)[(view.u8(2) >> 4) - 1];
}

function rateIn(view: ByteView, text: string): number | undefined {
  const vorbis = text.indexOf("\x01vorbis");
  if (vorbis >= 0) return view.u32(vorbis + 12, true);
  if (text.includes("OpusHead")) return OPUS_RATE;
  if (text.startsWith("fLaC")) return view.u32(18) >>> 12;
  const mp4 = text.indexOf("mp4a");
  if (text.slice(4, 8) === "ftyp" && mp4 >= 0) return view.u16(mp4 + 28);
  if (view.u8(0) !== 0xff) return undefined;
  const isAac = (view.u8(1) & 6) === 0;
  return isAac ? AAC_RATES[(view.u8(2) >> 2) & 15] : mp3Rate(view);
}

/** @param bytes the whole file, or its beginning. @returns null where nothing says it. */
export function soundRate(bytes: Uint8Array): number | null {
  const head = bytes.subarray(tagBytes(bytes), tagBytes(bytes) + 65_536);
  const text = new TextDecoder("latin1").decode(head);
  try {
    const rate = rateIn(new ByteView(head), text);
    return rate && rate > 0 ? rate : null;
  } catch {
    return null;
  }
}
