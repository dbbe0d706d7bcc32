/** A recording that is read in parts, so that hours of it fit: from the file, or decoded on the way. */
import type { Sound } from "#core/sound.ts";
import { readCompressed } from "./compressed-sound.ts";
import { soundHead } from "./read-sound.ts";
import { DecodedParts } from "./packets/decoded-parts.ts";
import { openPackets } from "./packets/open-packets.ts";
import { type SoundKind, soundKind, WAV } from "./sound-kind.ts";
import { soundLength } from "./sound-length.ts";
import { WavFile } from "./wav-file.ts";

/** Longer ones are decoded piece by piece: two minutes of two channels take 46 MB. */
const LONG_SECONDS = 120;
/** The same where the file does not say how long it is. */
const LONG_BYTES = 1 << 20;

export interface SoundParts {
  /** Frames a second, in Hz. */
  readonly rate: number;
  readonly frames: number;
  readonly channels: number;
  /** @param from first frame. @param count frames at most; fewer at the end. */
  read(from: number, count: number): Promise<Sound>;
}

export function partsOfWav(wav: WavFile): SoundParts {
  const { rate, frames, channels } = wav.layout;
  return {
    rate,
    frames,
    channels,
    read: (from, count) => wav.read(from, count),
  };
}

export function partsOfSound(sound: Sound): SoundParts {
  const { rate, channels } = sound;
  return {
    rate,
    frames: channels[0]?.length ?? 0,
    channels: channels.length,
    read: async (from, count) => ({
      rate,
      channels: channels.map((values) => values.subarray(from, from + count)),
    }),
  };
}

/** @throws AppError('format') when it cannot be decoded. */
export async function soundParts(
  file: Blob,
  signal?: AbortSignal,
): Promise<SoundParts> {
  const kind = soundKind(await soundHead(file));
  return kind && kind !== WAV
    ? partsOfCompressed(file, kind, signal)
    : partsOfWav(await WavFile.open(file));
}

/**
 * Short recordings, and those that no reader of packets knows, are decoded whole.
 * @throws AppError('format') when it cannot be decoded.
 */
export async function partsOfCompressed(
  file: Blob,
  kind: SoundKind,
  signal?: AbortSignal,
): Promise<SoundParts> {
  return (
    (await decodedOnTheWay(file, kind)) ??
    partsOfSound(await readCompressed(file, signal))
  );
}

async function decodedOnTheWay(
  file: Blob,
  kind: SoundKind,
): Promise<SoundParts | null> {
  if (!("AudioDecoder" in globalThis) || !(await isLong(file))) return null;
  const packets = await openPackets(file, kind);
  return packets && DecodedParts.open(packets);
}

async function isLong(file: Blob): Promise<boolean> {
  const seconds = await soundLength(file);
  return seconds === null ? file.size > LONG_BYTES : seconds > LONG_SECONDS;
}

/** Frames in memory at once. */
const BLOCK = 1 << 18;

/** All channels as one, read a block at a time. */
export class MonoReader {
  readonly #parts: SoundParts;
  #start = 0;
  #values = new Float32Array();

  constructor(parts: SoundParts) {
    this.#parts = parts;
  }

  /** Values of frames `from` to `to`; silence before the first and after the last frame. At most 65536. */
  async read(from: number, to: number): Promise<Float32Array> {
    const end = this.#start + this.#values.length;
    if (from < this.#start || to > end) await this.#load(from);
    return this.#values.subarray(from - this.#start, to - this.#start);
  }

  async #load(from: number): Promise<void> {
    const first = Math.max(0, from);
    const { channels } = await this.#parts.read(first, BLOCK + from - first);
    const values = new Float32Array(BLOCK);
    for (const channel of channels)
      for (let i = 0; i < channel.length; i += 1) {
        const at = i + first - from;
        values[at] = (values[at] ?? 0) + (channel[i] ?? 0) / channels.length;
      }
    this.#start = from;
    this.#values = values;
  }
}
