/** Compressed sound as the packets that its file holds, for a decoder that takes them one by one. */
export interface SoundPackets {
  readonly config: AudioDecoderConfig;
  /** Of the whole recording, at `config.sampleRate`. */
  readonly frames: number;
  /** From the first one on. */
  readonly packets: () => AsyncGenerator<Uint8Array<ArrayBuffer>>;
}

/** Null where the file is of another build than this can read; browsers may still decode it whole. */
export type OpenPackets = (file: Blob) => Promise<SoundPackets | null>;
