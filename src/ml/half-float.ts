/** IEEE 754 binary16 and numbers; reading goes by a table of all 65,536 values. */
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

const single = new Float32Array(1);
const bits = new Uint32Array(single.buffer);

/** Rounded to nearest even; too small becomes zero, too large infinity. */
function halfOf(number: number): number {
  single[0] = number;
  const x = bits[0] ?? 0;
  const sign = (x >>> 16) & 0x8000;
  const exponent = ((x >>> 23) & 0xff) - 112;
  if (exponent >= 31) return sign | 0x7c00;
  if (exponent < -10) return sign;
  // Below the smallest normal number the leading one is written out.
  const mantissa =
    exponent > 0 ? x & 0x7fffff : ((x & 0x7fffff) | 0x800000) >>> 0;
  const shift = exponent > 0 ? 13 : 14 - exponent;
  const half =
    (exponent > 0 ? sign | (exponent << 10) : sign) | (mantissa >>> shift);
  const rest = mantissa & ((1 << shift) - 1);
  const middle = 1 << (shift - 1);
  const isUp = rest > middle || (rest === middle && (half & 1) === 1);
  return half + (isUp ? 1 : 0);
}

/** @returns little-endian bytes of binary16 values. */
export function toHalfFloats(numbers: ArrayLike<number>): ArrayBuffer {
  return Uint16Array.from(numbers, halfOf).buffer;
}
