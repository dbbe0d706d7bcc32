/** The format part of a WAV file: how each number of the sound is written. */
import { AppError } from "#core/errors.ts";
import type { ByteView } from "./byte-view.ts";

export type WavCodec = "PCM" | "Float" | "A-law" | "µ-law";

export interface WavFormat {
  readonly codec: WavCodec;
  /** 1-64. */
  readonly channels: number;
  /** Frames a second, in Hz. */
  readonly rate: number;
  /** Bits that carry sound, of each number. */
  readonly bits: number;
  /** Bytes that each number takes. */
  readonly containerBytes: number;
  readonly littleEndian: boolean;
}

const EXTENSIBLE = 0xfffe;
const CODECS: ReadonlyMap<number, WavCodec> = new Map([
  [1, "PCM"],
  [3, "Float"],
  [6, "A-law"],
  [7, "µ-law"],
]);
/** Other ways of writing that people meet. Source: RFC 2361. */
const OTHERS: ReadonlyMap<number, string> = new Map([
  [0x02, "Microsoft ADPCM"],
  [0x11, "IMA ADPCM"],
  [0x31, "GSM 6.10"],
  [0x50, "MPEG"],
  [0x55, "MP3"],
  [0xff, "AAC"],
  [0x161, "Windows Media"],
]);
const MAX_CHANNELS = 64;
const MAX_RATE = 3_000_000;
const FORMAT_BYTES = 16;
/** Of the extensible form: valid bits, speakers, and the first two bytes of the sub-format. */
const EXTENSIBLE_BYTES = 26;

const wrong = (what: string): AppError =>
  new AppError("format", `The WAV file is damaged: ${what}`, {
    rule: "audio.damaged",
  });

function codecOf(tag: number): WavCodec {
  const codec = CODECS.get(tag);
  if (codec) return codec;
  const name = OTHERS.get(tag) ?? `format 0x${tag.toString(16)}`;
  throw new AppError(
    "format",
    `The sound inside the WAV file is written as ${name}; save it as PCM`,
    { rule: "audio.codec", value: name },
  );
}

function checkBits(codec: WavCodec, bits: number, bytes: number): void {
  const fits =
    codec === "Float"
      ? bits === 32 || bits === 64
      : codec === "PCM"
        ? bits >= 1 && bits <= 32
        : bits === 8;
  if (!fits || bits > bytes * 8 || bytes > 8)
    throw wrong(
      `${codec} with ${String(bits)} bits a value in ${String(bytes)} bytes cannot be read`,
    );
}

/** What the bytes of a frame come to, unless they cannot be. */
const containerOf = (perChannel: number, bits: number): number =>
  Number.isInteger(perChannel) && perChannel > 0 && perChannel * 8 >= bits
    ? perChannel
    : Math.ceil(bits / 8);

/**
 * @param view the part's content. @param size bytes it says it has.
 * @throws AppError('format').
 */
export function readFormat(
  view: ByteView,
  size: number,
  littleEndian: boolean,
): WavFormat {
  if (size < FORMAT_BYTES || view.length < FORMAT_BYTES)
    throw wrong(
      `its format part has ${String(Math.min(size, view.length))} bytes, fewer than ${String(FORMAT_BYTES)}`,
    );
  const u16 = (at: number): number => view.u16(at, littleEndian);
  const [tag, channels] = [u16(0), u16(2)];
  const rate = view.u32(4, littleEndian);
  const isExtensible = tag === EXTENSIBLE && size >= EXTENSIBLE_BYTES;
  const codec = codecOf(isExtensible ? u16(24) : tag);
  if (channels < 1 || channels > MAX_CHANNELS)
    throw wrong(`its header says ${String(channels)} channels`);
  if (rate < 1 || rate > MAX_RATE)
    throw wrong(`its header says ${String(rate)} Hz`);
  const [blockBytes, written] = [u16(12), u16(14)];
  const containerBytes = containerOf(blockBytes / channels, written);
  const valid = isExtensible && codec === "PCM" ? u16(18) : 0;
  const bits = valid > 0 ? Math.min(valid, written) : written;
  checkBits(codec, bits, containerBytes);
  return { codec, channels, rate, bits, containerBytes, littleEndian };
}
