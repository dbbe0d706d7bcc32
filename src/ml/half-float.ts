/** IEEE 754 binary16 -> numbers, by a table of all 65,536 values. */
let table: Float32Array | null = null;

function value(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 31;
  const fraction = half & 1023;
  if (exponent === 0) return sign * 2 ** -24 * fraction;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * 2 ** (exponent - 25) * (1024 + fraction);
}

/** @param halves little-endian bytes of binary16 values. */
export function fromHalfFloats(halves: ArrayBuffer): Float32Array<ArrayBuffer> {
  table ??= Float32Array.from({ length: 65_536 }, (_, half) => value(half));
  const known = table;
  return Float32Array.from(new Uint16Array(halves), (half) => known[half] ?? 0);
}
