const WINDOW_BYTES = 4 * 1024 * 1024;
/** A read that begins this close behind the last one goes on with it. */
const GAP_BYTES = 64 * 1024;

/**
 * Reads a file in few large pieces when it is read in order: every read of a blob is a round trip
 * to another process, which takes longer than copying a small picture.
 */
export class ReadAhead {
  readonly #file: Blob;
  readonly #windowBytes: number;
  #start = 0;
  #window: Uint8Array<ArrayBuffer> = new Uint8Array();
  /** Where the last read ended; the first one has no place to follow. */
  #end = -1;

  constructor(file: Blob, windowBytes = WINDOW_BYTES) {
    this.#file = file;
    this.#windowBytes = windowBytes;
  }

  /**
   * @param length bytes; fewer come at the end of the file.
   * @returns a view: keep a copy, or the whole window stays in memory.
   */
  async read(at: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const from = at - this.#start;
    const isHere = from >= 0 && from + length <= this.#window.length;
    const goesOn = at >= this.#end && at - this.#end <= GAP_BYTES;
    const wanted = goesOn ? Math.max(length, this.#windowBytes) : length;
    this.#end = at + length;
    if (isHere) return this.#window.subarray(from, from + length);
    const bytes = new Uint8Array(
      await this.#file.slice(at, at + wanted).arrayBuffer(),
    );
    this.#start = at;
    this.#window = bytes;
    return bytes.subarray(0, length);
  }
}
