/** The records of a zip archive as bytes. Source: PKWARE APPNOTE 6.3.10, 4.3.7, 4.3.12 to 4.3.16, 4.5.3. */

export interface ZipRecord {
  readonly name: Uint8Array;
  /** 0 = stored, 8 = deflated. */
  readonly method: 0 | 8;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
  /** Where the local header begins. */
  readonly offset: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
}

const MAX_16 = 0xffff;
const MAX_32 = 0xffffffff;
const VERSION = 45;
/** Else unzip takes names for those of MS-DOS and warns of each that is not ASCII. */
const MADE_ON_UNIX = 3 << 8;
/** `-rw-r--r--` in the upper half. */
const PLAIN_FILE = 0o100644 * 2 ** 16;
const UTF8_NAMES = 0x0800;
const ZIP64_FIELD = 0x0001;

/** Little-endian numbers one after the other. */
class ByteList {
  readonly #bytes: number[] = [];

  u16(value: number): this {
    this.#bytes.push(value & 255, (value >>> 8) & 255);
    return this;
  }
  u32(value: number): this {
    return this.u16(value & MAX_16).u16(value >>> 16);
  }
  u64(value: number): this {
    return this.u32((value % 2 ** 32) >>> 0).u32(Math.floor(value / 2 ** 32));
  }
  get length(): number {
    return this.#bytes.length;
  }
  join(
    ...tails: readonly Uint8Array<ArrayBufferLike>[]
  ): Uint8Array<ArrayBuffer> {
    const size = tails.reduce((sum, tail) => sum + tail.length, this.length);
    const whole = new Uint8Array(size);
    whole.set(this.#bytes);
    let at = this.length;
    for (const tail of tails) {
      whole.set(tail, at);
      at += tail.length;
    }
    return whole;
  }
}

/** Time and date as MS-DOS writes them: two-second steps from 1980, local time. */
function dosTime(ms: number): readonly [time: number, date: number] {
  const date = new Date(ms);
  const time =
    (date.getHours() << 11) |
    (date.getMinutes() << 5) |
    (date.getSeconds() >> 1);
  const year = Math.max(0, date.getFullYear() - 1980);
  return [time, (year << 9) | ((date.getMonth() + 1) << 5) | date.getDate()];
}

/** Values that fit no 32 bits, in the order the standard asks for; empty when all fit. */
function zip64Field(values: readonly number[]): Uint8Array {
  const large = values.filter((value) => value >= MAX_32);
  if (large.length === 0) return new Uint8Array();
  const field = new ByteList().u16(ZIP64_FIELD).u16(large.length * 8);
  for (const value of large) field.u64(value);
  return field.join();
}

function common(
  list: ByteList,
  record: ZipRecord,
  sizes: readonly number[],
): ByteList {
  const [time, date] = dosTime(record.modifiedAt);
  list
    .u16(VERSION)
    .u16(UTF8_NAMES)
    .u16(record.method)
    .u16(time)
    .u16(date)
    .u32(record.crc);
  for (const size of sizes) list.u32(Math.min(size, MAX_32));
  return list.u16(record.name.length);
}

/** What stands before an entry's bytes. Both sizes go to the ZIP64 field as soon as one is large. */
export function localHeader(record: ZipRecord): Uint8Array<ArrayBuffer> {
  const { bytes, packedBytes, name } = record;
  const isLarge = bytes >= MAX_32 || packedBytes >= MAX_32;
  const sizes = isLarge ? [MAX_32, MAX_32] : [packedBytes, bytes];
  const extra = isLarge
    ? new ByteList().u16(ZIP64_FIELD).u16(16).u64(bytes).u64(packedBytes).join()
    : new Uint8Array();
  const list = common(new ByteList().u32(0x04034b50), record, sizes);
  return list.u16(extra.length).join(name, extra);
}

export function centralHeader(record: ZipRecord): Uint8Array<ArrayBuffer> {
  const { bytes, packedBytes, offset, name } = record;
  const extra = zip64Field([bytes, packedBytes, offset]);
  const list = new ByteList().u32(0x02014b50).u16(MADE_ON_UNIX | VERSION);
  common(list, record, [packedBytes, bytes]);
  // No comment, first disk.
  list
    .u16(extra.length)
    .u16(0)
    .u16(0)
    .u16(0)
    .u32(PLAIN_FILE)
    .u32(Math.min(offset, MAX_32));
  return list.join(name, extra);
}

/** The end of the archive: ZIP64 records where a count or a place needs them, then the classic one. */
export function endRecords(
  count: number,
  directory: { readonly offset: number; readonly bytes: number },
): Uint8Array<ArrayBuffer> {
  const { offset, bytes } = directory;
  const list = new ByteList();
  if (count >= MAX_16 || offset >= MAX_32 || bytes >= MAX_32) {
    list.u32(0x06064b50).u64(44).u16(VERSION).u16(VERSION).u32(0).u32(0);
    list.u64(count).u64(count).u64(bytes).u64(offset);
    list
      .u32(0x07064b50)
      .u32(0)
      .u64(offset + bytes)
      .u32(1);
  }
  const entries = Math.min(count, MAX_16);
  list.u32(0x06054b50).u16(0).u16(0).u16(entries).u16(entries);
  list.u32(Math.min(bytes, MAX_32)).u32(Math.min(offset, MAX_32)).u16(0);
  return list.join();
}
