import { AppError } from "#core/errors.ts";
import type { Sound } from "#core/sound.ts";
import workletUrl from "./microphone.worklet.ts?worker&url";

/** As it is: what phones do to voices for calls takes away what is to be learned. */
const PLAIN = {
  echoCancellation: false,
  noiseSuppression: false,
  autoGainControl: false,
  channelCount: 1,
} as const;
/** Share of the level that is left after a block, when it grows quiet. */
const FALL = 0.8;

/** Shorter than this is nothing worth keeping. */
const LEAST_SECONDS = 0.1;

/** The microphone ended while it recorded. */
export class MicrophoneEnded extends AppError {
  /** What it had heard by then; null where that is next to nothing. */
  readonly heard: Sound | null;

  constructor(heard: Sound | null) {
    super("unsupported", "The microphone ended, open it once more");
    this.heard = heard;
  }
}

/** The microphone of the device, one channel. */
export class Microphone {
  #level = $state(0);
  #isOpen = $state(false);
  #isLost = $state(false);
  #stream: MediaStream | null = null;
  #context: AudioContext | null = null;
  #heard: ((values: Float32Array) => void) | null = null;
  #fail: (() => void) | null = null;
  #isClosed = false;

  /** The loudest value just heard, 0-1. */
  get level(): number {
    return this.#level;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** It was open and ended by itself: unplugged, no longer allowed, or taken away by a call. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /** @throws DOMException when there is none, or the user does not allow it. */
  async open(): Promise<void> {
    try {
      await this.#connect();
    } catch (error) {
      // The browser shows that it listens as long as a track is not stopped.
      this.close();
      throw error;
    }
  }

  async #connect(): Promise<void> {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: PLAIN });
    this.#stream = stream;
    // Closed while the browser asked the user.
    if (this.#isClosed) return this.close();
    const context = (this.#context = new AudioContext());
    await context.audioWorklet.addModule(workletUrl);
    if (this.#isClosed) return this.close();
    const source = context.createMediaStreamSource(stream);
    const node = new AudioWorkletNode(context, "microphone", {
      numberOfOutputs: 0,
    });
    node.port.onmessage = ({ data }: MessageEvent<Float32Array>) =>
      this.#take(data);
    source.connect(node);
    await context.resume();
    if (this.#isClosed) return this.close();
    this.#isOpen = true;
    for (const track of stream.getTracks())
      track.addEventListener("ended", () => this.#lose());
    context.addEventListener("statechange", () => {
      if (context.state !== "running") this.#lose();
    });
  }

  #lose(): void {
    if (this.#isClosed) return;
    const fail = this.#fail;
    this.close();
    this.#isLost = true;
    fail?.();
  }

  /**
   * @param seconds of sound, exactly. @param signal gives up: it rejects with its reason.
   * @throws MicrophoneEnded with what was heard, AppError('unsupported') when it is not open.
   */
  async record(seconds: number, signal: AbortSignal): Promise<Sound> {
    signal.throwIfAborted();
    if (!this.#context || !this.#isOpen)
      throw new AppError("unsupported", "The microphone is not open");
    const rate = this.#context.sampleRate;
    const values = new Float32Array(Math.round(seconds * rate));
    let filled = 0;
    const over = new AbortController();
    return new Promise<Sound>((resolve, reject) => {
      this.#fail = () => {
        const isWorth = filled >= LEAST_SECONDS * rate;
        const channels = [values.slice(0, filled)];
        reject(new MicrophoneEnded(isWorth ? { rate, channels } : null));
      };
      const options = { signal: over.signal };
      const giveUp = (): void => reject(signal.reason as Error);
      signal.addEventListener("abort", giveUp, options);
      this.#heard = (block) => {
        const part = block.subarray(0, values.length - filled);
        values.set(part, filled);
        filled += part.length;
        if (filled === values.length) resolve({ rate, channels: [values] });
      };
    }).finally(() => {
      over.abort();
      this.#heard = null;
      this.#fail = null;
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#isOpen = false;
    this.#level = 0;
    this.#heard = null;
    this.#stream?.getTracks().forEach((track) => track.stop());
    if (this.#context?.state !== "closed") void this.#context?.close();
  }

  #take(values: Float32Array): void {
    let loudest = 0;
    for (const value of values) loudest = Math.max(loudest, Math.abs(value));
    this.#level = Math.min(1, Math.max(loudest, this.#level * FALL));
    this.#heard?.(values);
  }
}
