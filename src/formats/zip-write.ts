/**
 * Writes archives as a stream, one entry after the other, with ZIP64 where a limit asks for it (more
 * than 65,534 entries or 4 GiB). Written here because fflate writes no ZIP64, and a general library
 * spends about a millisecond on each entry, ten times the copying of a small picture.
 * Pictures are stored; text is deflated. Sizes and checksums stand before the bytes, so that
 * readers that stream understand the archive, too.
 */
import { crc32 } from "#core/crc32.ts";
import {
  centralHeader,
  endRecords,
  localHeader,
  type ZipRecord,
} from "./zip-records.ts";

const PACKED = /\.(jpe?g|png|webp|gif|avif|zip|mp[34]|ogg|m4a|flac)$/i;
/** Deflating less than this saves nothing worth the time. */
const MIN_DEFLATED_BYTES = 512;
/** Larger files are read in pieces of this size, twice: for the checksum and for the bytes. */
const PIECE_BYTES = 16 * 1024 * 1024;

const BLOCK_BYTES = 1024 * 1024;

type Bytes = Uint8Array<ArrayBuffer>;

const readBytes = async (file: Blob): Promise<Bytes> =>
  new Uint8Array(await file.arrayBuffer());

async function* pieces(file: Blob): AsyncGenerator<Bytes> {
  for (let at = 0; at < file.size; at += PIECE_BYTES)
    yield readBytes(file.slice(at, at + PIECE_BYTES));
}

const deflate = (bytes: Bytes): Promise<Bytes> =>
  new Response(
    new Blob([bytes])
      .stream()
      .pipeThrough(new CompressionStream("deflate-raw")),
  )
    .arrayBuffer()
    .then((packed) => new Uint8Array(packed));

export class ArchiveWriter {
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #directory: Bytes[] = [];
  readonly #encoder = new TextEncoder();
  readonly #modifiedAt: number;
  #offset = 0;
  readonly #block: Bytes = new Uint8Array(BLOCK_BYTES);
  #waiting = 0;

  /**
   * Adding waits for the target, one entry at a time.
   * @param target takes the archive's bytes in order; closed by `close`.
   * @param modifiedAt of all entries, milliseconds since 1970.
   */
  constructor(
    target: WritableStream<Uint8Array>,
    modifiedAt: number = Date.now(),
  ) {
    this.#writer = target.getWriter();
    this.#modifiedAt = modifiedAt;
  }

  /** @param path `/` separated, relative. */
  async addFile(path: string, file: Blob | Bytes): Promise<void> {
    if (file instanceof Uint8Array) return this.#addBytes(path, file);
    if (file.size <= PIECE_BYTES)
      return this.#addBytes(path, await readBytes(file));
    let crc = 0;
    for await (const piece of pieces(file)) crc = crc32(piece, crc);
    await this.#begin(path, 0, crc, file.size, file.size, null);
    for await (const piece of pieces(file)) await this.#write(piece);
  }

  async addText(path: string, text: string): Promise<void> {
    await this.#addBytes(path, this.#encoder.encode(text));
  }

  /** Writes the directory; the archive is whole when this resolves. */
  async close(): Promise<void> {
    const offset = this.#offset;
    await this.#write(
      new Uint8Array(await new Blob(this.#directory).arrayBuffer()),
    );
    const directory = { offset, bytes: this.#offset - offset };
    await this.#write(endRecords(this.#directory.length, directory));
    await this.#flush();
    await this.#writer.close();
  }

  async #addBytes(path: string, bytes: Bytes): Promise<void> {
    const isWorth = bytes.length >= MIN_DEFLATED_BYTES && !PACKED.test(path);
    const packed = isWorth ? await deflate(bytes) : bytes;
    const isSmaller = packed.length < bytes.length;
    const body = isSmaller ? packed : bytes;
    const method = isSmaller ? 8 : 0;
    await this.#begin(
      path,
      method,
      crc32(bytes),
      body.length,
      bytes.length,
      body,
    );
  }

  async #begin(
    path: string,
    method: ZipRecord["method"],
    crc: number,
    packedBytes: number,
    bytes: number,
    body: Bytes | null,
  ): Promise<void> {
    const record: ZipRecord = {
      name: this.#encoder.encode(path),
      method,
      crc,
      packedBytes,
      bytes,
      offset: this.#offset,
      modifiedAt: this.#modifiedAt,
    };
    this.#directory.push(centralHeader(record));
    await this.#write(localHeader(record));
    if (body) await this.#write(body);
  }

  /** Small writes are put together: each one to a file is a round trip to another process. */
  async #write(bytes: Bytes): Promise<void> {
    this.#offset += bytes.length;
    if (this.#waiting + bytes.length > BLOCK_BYTES) await this.#flush();
    if (bytes.length > BLOCK_BYTES) return this.#writer.write(bytes);
    this.#block.set(bytes, this.#waiting);
    this.#waiting += bytes.length;
  }

  async #flush(): Promise<void> {
    if (this.#waiting === 0) return;
    // A copy: who takes a chunk of a stream may keep it.
    await this.#writer.write(this.#block.slice(0, this.#waiting));
    this.#waiting = 0;
  }
}
