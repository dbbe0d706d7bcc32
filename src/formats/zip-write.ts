/**
 * Writes archives as a stream, one entry at a time, ZIP64 where the limits ask for it (more than
 * 65,535 entries or 4 GiB): what fflate does not write. Pictures are stored, text is deflated.
 */
import { BlobReader, configure, TextReader, ZipWriter } from "@zip.js/zip.js";

configure({ useWebWorkers: false });

const PACKED = /\.(jpe?g|png|webp|gif|zip|mp[34]|ogg|m4a|flac)$/i;

export class ArchiveWriter {
  readonly #zip: ZipWriter<unknown>;

  /** @param target takes the archive's bytes in order; closed by `close`. */
  constructor(target: WritableStream<Uint8Array>) {
    this.#zip = new ZipWriter(target, {
      bufferedWrite: false,
      keepOrder: true,
      extendedTimestamp: false,
    });
  }

  async addFile(path: string, file: Blob): Promise<void> {
    await this.#zip.add(path, new BlobReader(file), {
      level: PACKED.test(path) ? 0 : 6,
    });
  }

  async addText(path: string, text: string): Promise<void> {
    await this.#zip.add(path, new TextReader(text), { level: 6 });
  }

  async close(): Promise<void> {
    await this.#zip.close();
  }
}
