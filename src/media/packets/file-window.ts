const WINDOW = 1 << 20;

/** A file that is read from its begin to its end, a megabyte of it in memory. */
export class FileWindow {
  readonly #file: Blob;
  #start = 0;
  #bytes = new Uint8Array();

  constructor(file: Blob) {
    this.#file = file;
  }

  get size(): number {
    return this.#file.size;
  }

  /** Bytes from `at` on, fewer at the end of the file. They hold until the next are asked for. */
  async read(at: number, count: number): Promise<Uint8Array<ArrayBuffer>> {
    const end = Math.min(at + count, this.size);
    const isThere =
      at >= this.#start && end <= this.#start + this.#bytes.length;
    if (!isThere) {
      const part = this.#file.slice(at, Math.max(end, at + WINDOW));
      this.#bytes = new Uint8Array(await part.arrayBuffer());
      this.#start = at;
    }
    return this.#bytes.subarray(
      at - this.#start,
      Math.max(at, end) - this.#start,
    );
  }
}
