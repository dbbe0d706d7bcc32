/** A WAV file whose sound is read in parts. */
import type { Sound } from "#core/sound.ts";
import { tagBytes } from "./sound-kind.ts";
import { type WavLayout, wavLayout } from "./wav-layout.ts";
import { type ReadValue, valueReader } from "./wav-values.ts";

const FIRST_BYTES = 65_536;

export class WavFile {
  readonly layout: WavLayout;
  readonly #file: Blob;
  readonly #value: ReadValue;

  private constructor(file: Blob, layout: WavLayout, first: Uint8Array) {
    this.#file = file;
    this.layout = layout;
    this.#value = valueReader(layout, first);
  }

  /** @throws AppError('format') when it is no WAV file, or broken. */
  static async open(file: Blob): Promise<WavFile> {
    const head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
    const layout = await wavLayout(file, tagBytes(head));
    const { dataAt, dataBytes } = layout;
    const first = file.slice(dataAt, dataAt + Math.min(dataBytes, FIRST_BYTES));
    return new WavFile(file, layout, new Uint8Array(await first.arrayBuffer()));
  }

  /** @param from first frame. @param count frames at most; fewer at the end. */
  async read(from: number, count: number): Promise<Sound> {
    const { rate, channels, containerBytes, dataAt, frames } = this.layout;
    const length = Math.max(0, Math.min(count, frames - from));
    const frameBytes = channels * containerBytes;
    const start = dataAt + from * frameBytes;
    const part = this.#file.slice(start, start + length * frameBytes);
    const view = new DataView(await part.arrayBuffer());
    const values = Array.from({ length: channels }, (_, channel) => {
      const own = new Float32Array(length);
      let at = channel * containerBytes;
      for (let i = 0; i < length; i += 1, at += frameBytes)
        own[i] = this.#value(view, at);
      return own;
    });
    return { rate, channels: values };
  }
}
