/**
 * Where the sound lies in a WAV file and how it is written, found by walking through its chunks in
 * pieces, so that long files are never in memory whole.
 * Sources: Microsoft "Multiple Channel Audio Data and WAVE Files", EBU Tech 3306 (RF64), ITU-R BS.2088 (BW64).
 */
import { AppError } from "#core/errors.ts";
import { ByteView } from "./byte-view.ts";
import { readFormat, type WavFormat } from "./wav-format.ts";

export interface WavLayout extends WavFormat {
  /** First byte of the sound, and bytes of whole frames. */
  readonly dataAt: number;
  readonly dataBytes: number;
  readonly frames: number;
  /** Bytes that the header promises and the file does not have; 0 = none. */
  readonly missingBytes: number;
}

const HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;
/** Sizes that stand for "not known": writers that cannot go back leave them. */
const UNKNOWN = [0, 0xffffffff, 0x7fffffff, 0x7ffff000, 0xfffff000];
const FORMAT_BYTES = 128;
/** More chunks than this before the sound are no sound file. */
const MAX_CHUNKS = 10_000;

const damaged = (message: string): AppError =>
  new AppError("format", message, { rule: "audio.damaged" });

const isChunkName = (name: string): boolean => /^[\x20-\x7e]{4}$/.test(name);

async function viewOf(
  file: Blob,
  at: number,
  bytes: number,
): Promise<ByteView> {
  const part = file.slice(at, at + bytes);
  return new ByteView(new Uint8Array(await part.arrayBuffer()));
}

/** 64-bit size of the sound in a `ds64` chunk. */
const largeSize = (view: ByteView, little: boolean): number =>
  view.u32(12, little) * 2 ** 32 + view.u32(8, little);

/** The next chunk: some writers leave out the byte that makes an odd one even. */
async function afterChunk(
  file: Blob,
  end: number,
  isOdd: boolean,
): Promise<number> {
  if (!isOdd) return end;
  const head = await viewOf(file, end, 5);
  if (head.length < 5) return end + 1;
  const isPadded = isChunkName(head.text(1, 4)) || head.u8(0) === 0;
  return isPadded ? end + 1 : end;
}

async function dataSize(
  file: Blob,
  at: number,
  said: number,
  large: number | null,
): Promise<number> {
  const rest = file.size - at;
  if (said === 0xffffffff && large !== null) return large;
  if (!UNKNOWN.includes(said)) return said;
  if (said !== 0) return rest;
  // Nothing recorded, or a size that was never filled in: another chunk follows, or sound does.
  const head = await viewOf(file, at, CHUNK_HEADER_BYTES);
  const isEmpty =
    head.length < CHUNK_HEADER_BYTES || isChunkName(head.text(0, 4));
  return isEmpty ? 0 : rest;
}

function layoutOf(
  format: WavFormat,
  dataAt: number,
  said: number,
  there: number,
): WavLayout {
  const frameBytes = format.channels * format.containerBytes;
  const frames = Math.floor(Math.min(said, there) / frameBytes);
  if (frames === 0)
    throw damaged(
      said === 0
        ? "The WAV file holds no sound: its data part is empty"
        : `The WAV file is cut off: its data part should have ${String(said)} bytes and has ${String(there)}`,
    );
  const dataBytes = frames * frameBytes;
  const missingBytes = Math.max(0, said - there);
  return { ...format, dataAt, dataBytes, frames, missingBytes };
}

/**
 * @param start where the file begins inside the Blob, after any tag.
 * @throws AppError('format') that says what is wrong; `detail.rule` is `audio.damaged` or `audio.codec`.
 */
export async function wavLayout(file: Blob, start = 0): Promise<WavLayout> {
  const head = await viewOf(file, start, HEADER_BYTES);
  const magic = head.text(0, 4);
  if (!/^(RIFF|RIFX|RF64|BW64)$/.test(magic) || head.text(8, 4) !== "WAVE")
    throw damaged("The file is not WAV: it does not begin with RIFF and WAVE");
  const little = magic !== "RIFX";
  let format: WavFormat | null = null;
  let large: number | null = null;
  let at = start + HEADER_BYTES;
  for (let chunks = 0; chunks < MAX_CHUNKS; chunks += 1) {
    const view = await viewOf(file, at, CHUNK_HEADER_BYTES + FORMAT_BYTES);
    if (view.length < CHUNK_HEADER_BYTES) break;
    const name = view.text(0, 4);
    const size = view.u32(4, little);
    const body = at + CHUNK_HEADER_BYTES;
    const there = Math.max(0, file.size - body);
    if (name === "data") {
      if (!format)
        throw damaged(
          "The WAV file is damaged: its format part (`fmt `) does not come before its data",
        );
      const said = await dataSize(file, body, size, large);
      return layoutOf(format, body, said, there);
    }
    if (name === "fmt ") {
      if (size > there)
        throw damaged(
          `The WAV file is cut off: its format part should have ${String(size)} bytes and has ${String(there)}`,
        );
      format = readFormat(
        new ByteView(view.bytes.subarray(CHUNK_HEADER_BYTES)),
        size,
        little,
      );
    } else if (name === "ds64" && view.length >= 24)
      large = largeSize(
        new ByteView(view.bytes.subarray(CHUNK_HEADER_BYTES)),
        little,
      );
    at = await afterChunk(file, body + size, size % 2 === 1);
  }
  throw damaged(
    format
      ? "The WAV file holds no sound: it has no data part"
      : "The WAV file is damaged: it has no format part (`fmt `)",
  );
}
