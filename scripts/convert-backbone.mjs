/**
 * Half-precision weights of the embedded feature extractor, as the app ships them.
 * Usage: node scripts/convert-backbone.mjs <folder with architecture.json and weights.bin>
 */
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const source = process.argv[2];
if (!source)
  throw new Error("Usage: node scripts/convert-backbone.mjs <folder>");
const target = join(
  import.meta.dirname,
  "..",
  "public",
  "models",
  "backbone-s",
);

const floats = new Float32Array(1);
const bits = new Uint32Array(floats.buffer);

/** IEEE 754 binary16, rounded to nearest even; too small becomes zero, too large infinity. */
function toHalf(value) {
  floats[0] = value;
  const [x] = bits;
  const sign = (x >>> 16) & 0x8000;
  const exponent = ((x >>> 23) & 0xff) - 112;
  const mantissa = x & 0x7fffff;
  if (exponent >= 31) return sign | 0x7c00;
  if (exponent <= 0) {
    if (exponent < -10) return sign;
    const full = mantissa | 0x800000;
    const shift = 14 - exponent;
    const half = full >>> shift;
    const rest = full & ((1 << shift) - 1);
    const middle = 1 << (shift - 1);
    return (
      sign | (half + (rest > middle || (rest === middle && half & 1) ? 1 : 0))
    );
  }
  const half = (exponent << 10) | (mantissa >>> 13);
  const rest = mantissa & 0x1fff;
  return (
    sign | (half + (rest > 0x1000 || (rest === 0x1000 && half & 1) ? 1 : 0))
  );
}

const weights = readFileSync(join(source, "weights.bin"));
const values = new Float32Array(
  weights.buffer,
  weights.byteOffset,
  weights.byteLength / 4,
);
writeFileSync(
  join(target, "weights-f16.bin"),
  Uint8Array.from(new Uint8Array(Uint16Array.from(values, toHalf).buffer)),
);
copyFileSync(
  join(source, "architecture.json"),
  join(target, "architecture.json"),
);
console.log(`${values.length} weights, ${(values.length * 2) / 1e6} MB`);
