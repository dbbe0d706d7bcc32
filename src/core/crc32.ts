/** Tables for eight bytes at a step ("slicing by 8", Kounavis and Berry 2005): four times one by one. */
const TABLES = Array.from({ length: 8 }, () => new Uint32Array(256));
const [T0, T1, T2, T3, T4, T5, T6, T7] = TABLES as unknown as readonly [
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
];
for (let n = 0; n < 256; n += 1) {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  T0[n] = c;
}
for (let n = 0; n < 256; n += 1)
  for (let t = 1; t < 8; t += 1) {
    const before = TABLES[t - 1]?.[n] ?? 0;
    const table = TABLES[t];
    if (table) table[n] = (T0[before & 255] ?? 0) ^ (before >>> 8);
  }

const at = (table: Uint32Array, index: number): number =>
  table[index & 255] as number;

/**
 * CRC-32 of zip (ISO 3309), 0 to 2^32 - 1.
 * @param previous checksum of the bytes before, to go on from.
 */
export function crc32(bytes: Uint8Array, previous = 0): number {
  const { length } = bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, length);
  let c = ~previous;
  let i = 0;
  for (; i + 8 <= length; i += 8) {
    const low = c ^ view.getInt32(i, true);
    const high = view.getInt32(i + 4, true);
    c =
      at(T7, low) ^
      at(T6, low >>> 8) ^
      at(T5, low >>> 16) ^
      at(T4, low >>> 24) ^
      at(T3, high) ^
      at(T2, high >>> 8) ^
      at(T1, high >>> 16) ^
      at(T0, high >>> 24);
  }
  for (; i < length; i += 1) c = at(T0, c ^ view.getUint8(i)) ^ (c >>> 8);
  return ~c >>> 0;
}
