/** Numbers from bytes; reading past the end throws RangeError, which callers turn into "truncated". */
export class ByteView {
  readonly #view: DataView;
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get length(): number {
    return this.bytes.length;
  }

  u8(at: number): number {
    return this.#view.getUint8(at);
  }

  u16(at: number, little = false): number {
    return this.#view.getUint16(at, little);
  }

  u32(at: number, little = false): number {
    return this.#view.getUint32(at, little);
  }

  i32(at: number, little = false): number {
    return this.#view.getInt32(at, little);
  }

  text(from: number, length: number): string {
    return String.fromCharCode(...this.bytes.subarray(from, from + length));
  }
}
