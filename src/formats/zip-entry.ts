import { inflateSync } from "fflate";
import { crc32 } from "#core/crc32.ts";
import type { ReadAhead } from "./read-ahead.ts";

export interface PackedEntry {
  /** Of the local header. */
  readonly offset: number;
  readonly rawFilename: Uint8Array;
  readonly compressionMethod?: number | undefined;
  readonly compressedSize: number;
  readonly uncompressedSize: number;
  /** CRC-32 as the directory says. */
  readonly signature?: number | undefined;
}

/** Entries up to this size are unpacked at once in memory. */
const MAX_BYTES = 32 * 1024 * 1024;
const HEADER_BYTES = 30;
/** Room for the local header's extra fields, so that one read is enough. */
const EXTRA_BYTES = 512;

/**
 * A small entry with at most one read of the archive, ten times as fast as a chain of streams.
 * @returns null when the entry must be streamed: it is large, or of another method.
 * @throws Error when its bytes are not what the directory promised.
 */
export async function unpackSmall(
  archive: ReadAhead,
  entry: PackedEntry,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const { offset, compressedSize, uncompressedSize, compressionMethod } = entry;
  if (Math.max(compressedSize, uncompressedSize) > MAX_BYTES) return null;
  if (compressionMethod !== 0 && compressionMethod !== 8) return null;
  if (entry.signature === undefined) return null;
  const room = HEADER_BYTES + entry.rawFilename.length + EXTRA_BYTES;
  const read = await archive.read(offset, room + compressedSize);
  const header = new DataView(read.buffer, read.byteOffset, read.byteLength);
  const start =
    HEADER_BYTES + header.getUint16(26, true) + header.getUint16(28, true);
  if (header.getUint32(0, true) !== 0x04034b50 || start > room) return null;
  const packed = read.subarray(start, start + compressedSize);
  // The buffer has the promised size: a longer stream cannot fill the memory, its checksum fails.
  const bytes =
    compressionMethod === 0
      ? packed.slice()
      : inflateSync(packed, { out: new Uint8Array(uncompressedSize) });
  if (bytes.length !== uncompressedSize || crc32(bytes) !== entry.signature)
    throw new Error("its checksum is wrong");
  return bytes;
}
