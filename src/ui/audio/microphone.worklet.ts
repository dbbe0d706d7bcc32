/** Hands the microphone's values on, in the thread that sound is made in. */
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(
  name: string,
  processor: typeof AudioWorkletProcessor,
): void;

/** Values of one message: 43 ms at 48 kHz. */
const BLOCK = 2048;

class Microphone extends AudioWorkletProcessor {
  #block = new Float32Array(BLOCK);
  #filled = 0;

  /** @param inputs of which the first channel of the first counts, 128 values. @returns that it goes on. */
  process(inputs: readonly (readonly Float32Array[])[]): boolean {
    const values = inputs[0]?.[0];
    if (!values) return true;
    this.#block.set(values, this.#filled);
    this.#filled += values.length;
    if (this.#filled >= BLOCK) {
      this.port.postMessage(this.#block, [this.#block.buffer]);
      this.#block = new Float32Array(BLOCK);
      this.#filled = 0;
    }
    return true;
  }
}

registerProcessor("microphone", Microphone);
