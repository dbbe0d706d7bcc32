/** Numbers of a WAV file to values in -1 ... 1. */
import type { WavFormat } from "./wav-format.ts";

export type ReadValue = (view: DataView, at: number) => number;

/** Source: ITU-T G.711. */
function muLaw(code: number): number {
  const flipped = ~code & 0xff;
  const exponent = (flipped >> 4) & 7;
  const size = (((flipped & 15) << 3) + 132) * 2 ** exponent - 132;
  return (flipped & 128 ? -size : size) / 32_768;
}

/** Source: ITU-T G.711. */
function aLaw(code: number): number {
  const flipped = code ^ 0x55;
  const exponent = (flipped >> 4) & 7;
  const step = ((flipped & 15) << 4) + 8;
  const size = exponent === 0 ? step : (step + 256) * 2 ** (exponent - 1);
  return (flipped & 128 ? size : -size) / 32_768;
}

function int24(view: DataView, at: number, little: boolean): number {
  const high = view.getInt8(little ? at + 2 : at);
  const low = little ? view.getUint16(at, true) : view.getUint16(at + 1, false);
  return high * 65_536 + low;
}

/**
 * 24 bits in 4 bytes: by the standard in the upper three, but some writers use the lower three.
 * Lower bytes that hold anything tell them apart.
 */
function fillsLowBytes(bytes: Uint8Array, little: boolean): boolean {
  for (let at = little ? 0 : 3; at < bytes.length; at += 4)
    if (bytes[at] !== 0) return true;
  return false;
}

function pcmReader(
  { bits, containerBytes, littleEndian: little }: WavFormat,
  first: Uint8Array,
): ReadValue {
  switch (containerBytes) {
    case 1:
      return (view, at) => (view.getUint8(at) - 128) / 128;
    case 2:
      return (view, at) => view.getInt16(at, little) / 32_768;
    case 3:
      return (view, at) => int24(view, at, little) / 8_388_608;
    case 4:
      return bits === 24 && fillsLowBytes(first, little)
        ? (view, at) => int24(view, little ? at : at + 1, little) / 8_388_608
        : (view, at) => view.getInt32(at, little) / 2_147_483_648;
    default:
      // Wider than any number: the upper four bytes hold the sound.
      return (view, at) =>
        view.getInt32(little ? at + containerBytes - 4 : at, little) /
        2_147_483_648;
  }
}

/** Damaged files hold numbers that are none; they are silence. */
const finite = (value: number): number => (Number.isFinite(value) ? value : 0);

/** @param first the first bytes of the sound. */
export function valueReader(format: WavFormat, first: Uint8Array): ReadValue {
  const { codec, containerBytes, littleEndian: little } = format;
  if (codec === "Float")
    return containerBytes === 8
      ? (view, at) => finite(view.getFloat64(at, little))
      : (view, at) => finite(view.getFloat32(at, little));
  if (codec === "PCM") return pcmReader(format, first);
  const decode = codec === "A-law" ? aLaw : muLaw;
  const table = Float32Array.from({ length: 256 }, (_, code) => decode(code));
  return (view, at) => table[view.getUint8(at)] ?? 0;
}
