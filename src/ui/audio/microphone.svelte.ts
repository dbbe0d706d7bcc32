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

/** The microphone of the device, one channel. */
export class Microphone {
  #level = $state(0);
  #isOpen = $state(false);
  #stream: MediaStream | null = null;
  #context: AudioContext | null = null;
  #heard: ((values: Float32Array) => void) | null = null;
  #isClosed = false;

  /** The loudest value just heard, 0-1. */
  get level(): number {
    return this.#level;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** @throws DOMException when there is none, or the user does not allow it. */
  async open(): Promise<void> {
    this.#stream = await navigator.mediaDevices.getUserMedia({ audio: PLAIN });
    this.#context = new AudioContext();
    await this.#context.audioWorklet.addModule(workletUrl);
    // Closed while the browser asked the user.
    if (this.#isClosed) return this.close();
    const source = this.#context.createMediaStreamSource(this.#stream);
    const node = new AudioWorkletNode(this.#context, "microphone", {
      numberOfOutputs: 0,
    });
    node.port.onmessage = ({ data }: MessageEvent<Float32Array>) =>
      this.#take(data);
    source.connect(node);
    await this.#context.resume();
    this.#isOpen = true;
  }

  /** @param seconds of sound, exactly. @param signal gives up: it rejects with its reason. */
  record(seconds: number, signal: AbortSignal): Promise<Sound> {
    const rate = this.#context?.sampleRate ?? 0;
    const values = new Float32Array(Math.round(seconds * rate));
    let filled = 0;
    return new Promise<Sound>((resolve, reject) => {
      const given = (): void => {
        this.#heard = null;
        reject(signal.reason as Error);
      };
      signal.addEventListener("abort", given, { once: true });
      this.#heard = (block) => {
        const part = block.subarray(0, values.length - filled);
        values.set(part, filled);
        filled += part.length;
        if (filled < values.length) return;
        this.#heard = null;
        signal.removeEventListener("abort", given);
        resolve({ rate, channels: [values] });
      };
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#isOpen = false;
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
