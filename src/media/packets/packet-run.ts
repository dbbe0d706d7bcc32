/** Packets that are decoded one after the other, from the first on, once. */
import type { SoundPackets } from "./sound-packets.ts";

/** Packets that a decoder has before it, at most. */
const AHEAD = 32;
/** Damaged packets that are passed over. */
const MOST_FAILURES = 100;

export class PacketRun {
  readonly #packets: AsyncGenerator<Uint8Array<ArrayBuffer>>;
  readonly #config: AudioDecoderConfig;
  readonly #made: AudioData[] = [];
  #decoder: AudioDecoder;
  #failures = 0;
  #time = 0;
  #isFed = false;
  #hasEnded = false;
  #wake = (): void => undefined;

  constructor({ config, packets }: SoundPackets) {
    this.#packets = packets();
    this.#config = config;
    this.#decoder = this.#begun();
  }

  /**
   * @returns null at the end.
   * @throws DOMException when the browser does not decode it, or too much of it is damaged.
   */
  async next(): Promise<AudioData | null> {
    for (;;) {
      const made = this.#made.shift();
      if (made) return made;
      if (this.#hasEnded) return null;
      const { decodeQueueSize, state } = this.#decoder;
      if (state === "closed") this.#decoder = this.#begun();
      else if (decodeQueueSize < AHEAD && !this.#isFed) await this.#feed();
      else await new Promise<void>((wake) => (this.#wake = wake));
    }
  }

  close(): void {
    this.#hasEnded = true;
    for (const data of this.#made.splice(0)) data.close();
    if (this.#decoder.state !== "closed") this.#decoder.close();
  }

  /** A decoder that met a damaged packet is closed: the next one goes on behind it. */
  #begun(): AudioDecoder {
    if (this.#failures > MOST_FAILURES)
      throw new DOMException("Too many packets are damaged", "EncodingError");
    this.#isFed = false;
    const decoder = new AudioDecoder({
      output: (data) => {
        if (this.#hasEnded) return data.close();
        this.#made.push(data);
        this.#wake();
      },
      error: () => {
        this.#failures += 1;
        this.#wake();
      },
    });
    decoder.addEventListener("dequeue", () => this.#wake());
    decoder.configure(this.#config);
    return decoder;
  }

  async #feed(): Promise<void> {
    const next = await this.#packets.next();
    // It may have been closed meanwhile: one packet more or less is lost then.
    if (this.#decoder.state === "closed") return;
    if (!next.done) {
      const timestamp = this.#time++;
      const chunk = { type: "key", timestamp, data: next.value } as const;
      // Its memory is the reader's: the decoder copies it.
      return this.#decoder.decode(new EncodedAudioChunk(chunk));
    }
    this.#isFed = true;
    const decoder = this.#decoder;
    decoder.flush().then(
      () => {
        decoder.close();
        this.#hasEnded = true;
        this.#wake();
      },
      // The decoder tells of it itself.
      () => this.#wake(),
    );
  }
}
