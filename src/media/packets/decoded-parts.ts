/** Sound that is decoded while it is read, a few seconds of it in memory. */
import { AppError } from "#core/errors.ts";
import type { Sound } from "#core/sound.ts";
import type { SoundParts } from "../sound-parts.ts";
import { PacketRun } from "./packet-run.ts";
import type { SoundPackets } from "./sound-packets.ts";

/** What decoders say of what they cannot decode. Source: WebCodecs, 3 and 6. */
const UNDECODABLE = ["EncodingError", "NotSupportedError", "DataError"];
const isUndecodable = (error: unknown): boolean =>
  error instanceof TypeError ||
  (error instanceof DOMException && UNDECODABLE.includes(error.name));

/** Frames behind the last that was read, for readers that go back a little. */
const KEPT = 1 << 16;

interface Block {
  /** First frame. */
  readonly at: number;
  /** [channels][frames] */
  readonly channels: readonly Float32Array<ArrayBuffer>[];
}

const lengthOf = ({ channels }: Block): number => channels[0]?.length ?? 0;
const endOf = (block: Block): number => block.at + lengthOf(block);

function blockOf(data: AudioData, at: number): Block {
  const channels = Array.from({ length: data.numberOfChannels }, (_, i) => {
    const values = new Float32Array(data.numberOfFrames);
    data.copyTo(values, { planeIndex: i, format: "f32-planar" });
    return values;
  });
  data.close();
  return { at, channels };
}

export class DecodedParts implements SoundParts {
  readonly rate: number;
  readonly frames: number;
  readonly channels: number;
  readonly #packets: SoundPackets;
  #run: PacketRun | null;
  #blocks: Block[];

  private constructor(packets: SoundPackets, run: PacketRun, first: AudioData) {
    // What the file says is half of it where the upper half of the band is written apart (HE-AAC).
    this.rate = first.sampleRate;
    this.channels = first.numberOfChannels;
    this.frames = Math.round(
      (packets.frames * first.sampleRate) / packets.config.sampleRate,
    );
    this.#packets = packets;
    this.#run = run;
    this.#blocks = [blockOf(first, 0)];
  }

  /** @returns null where the browser cannot decode the packets one by one. */
  static async open(packets: SoundPackets): Promise<DecodedParts | null> {
    try {
      const run = new PacketRun(packets);
      const first = await run.next();
      return first && new DecodedParts(packets, run, first);
    } catch (error) {
      if (isUndecodable(error)) return null;
      throw error;
    }
  }

  /** Far back means to begin anew. Silence stands where the recording ends before it said it would. */
  async read(from: number, count: number): Promise<Sound> {
    const to = Math.min(from + count, this.frames);
    const channels = Array.from(
      { length: this.channels },
      () => new Float32Array(Math.max(0, to - from)),
    );
    await this.#decodeTo(from, to);
    for (const block of this.#blocks) {
      const [first, last] = [
        Math.max(from, block.at),
        Math.min(to, endOf(block)),
      ];
      if (first >= last) continue;
      channels.forEach((values, i) => {
        const own = block.channels[i] ?? block.channels[0];
        if (own)
          values.set(
            own.subarray(first - block.at, last - block.at),
            first - from,
          );
      });
    }
    return { rate: this.rate, channels };
  }

  async #decodeTo(from: number, to: number): Promise<void> {
    const [oldest] = this.#blocks;
    if (oldest && from < oldest.at) this.#begin();
    this.#run ??= new PacketRun(this.#packets);
    for (;;) {
      const newest = this.#blocks.at(-1);
      const end = newest ? endOf(newest) : 0;
      if (end >= to) break;
      const data = await this.#decoded(this.#run);
      if (!data) break;
      this.#blocks.push(blockOf(data, end));
      while (
        this.#blocks.length > 1 &&
        endOf(this.#blocks[0] as Block) < from - KEPT
      )
        this.#blocks.shift();
    }
  }

  async #decoded(run: PacketRun): Promise<AudioData | null> {
    try {
      return await run.next();
    } catch (error) {
      this.#begin();
      if (!isUndecodable(error)) throw error;
      throw new AppError("format", "This browser cannot decode the sound", {
        rule: "audio.undecodable",
        value: String(error),
      });
    }
  }

  #begin(): void {
    this.#run?.close();
    this.#run = null;
    this.#blocks = [];
  }
}
