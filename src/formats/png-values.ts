/**
 * PNG files whose pixels are numbers: classes, objects, or colors that stand for them. Read and
 * written byte by byte: a canvas would change what is transparent, and what has a color profile.
 * Heavy, so imported where a PNG is at hand, in workers.
 */
import { decode, encode, type DecodedPng } from "fast-png";
import { AppError, toAppError } from "#core/errors.ts";
import { maskOf, spansOf } from "#core/mask.ts";
import type { Mask } from "#core/shape.ts";
import { SpanRows, STRIDE } from "#core/spans.ts";
import { type Color, setValue, type ValuePicture } from "./value-picture.ts";

/** Levels of less than a byte lie several in one. */
function unpacked({ data, width, height, depth }: DecodedPng): Uint32Array {
  const values = new Uint32Array(width * height);
  const perByte = 8 / depth;
  const perRow = Math.ceil(width / perByte);
  const most = (1 << depth) - 1;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const byte = data[y * perRow + Math.floor(x / perByte)] ?? 0;
      const shift = 8 - depth * ((x % perByte) + 1);
      values[y * width + x] = (byte >> shift) & most;
    }
  return values;
}

/** Grey and alpha count as grey, color and alpha as color. */
function valuesOf(png: DecodedPng): Uint32Array {
  const { data, width, height, channels, depth } = png;
  if (depth < 8) return unpacked(png);
  if (channels === 1) return Uint32Array.from(data);
  const values = new Uint32Array(width * height);
  const at = (i: number): number => data[i] ?? 0;
  // Colors of 16 bits are told by their upper halves.
  const shift = depth === 16 ? 8 : 0;
  for (let i = 0; i < values.length; i += 1) {
    const from = i * channels;
    values[i] =
      channels < 3
        ? at(from)
        : ((at(from) >> shift) << 16) |
          ((at(from + 1) >> shift) << 8) |
          (at(from + 2) >> shift);
  }
  return values;
}

/** @throws AppError('format') when the bytes are no whole PNG. */
export function readPngValues(bytes: Uint8Array): ValuePicture {
  let png: DecodedPng;
  try {
    png = decode(bytes, { checkCrc: true });
  } catch (cause) {
    throw new AppError(
      "format",
      `The mask cannot be read: ${toAppError(cause).message}`,
      { rule: "png.file" },
      { cause },
    );
  }
  const { width, height, palette = [], channels } = png;
  const kind = png.palette ? "palette" : channels < 3 ? "grey" : "color";
  return {
    width,
    height,
    values: valuesOf(png),
    kind,
    palette: palette.map(([r = 0, g = 0, b = 0]) => [r, g, b]),
  };
}

/** @param palette of 1-256 colors; every value must be a place in it. */
export function palettePng(
  { width, height, values }: Pick<ValuePicture, "width" | "height" | "values">,
  palette: readonly Color[],
): Uint8Array<ArrayBuffer> {
  const file = encode({
    width,
    height,
    data: Uint8Array.from(values),
    channels: 1,
    depth: 8,
    palette: palette.map((color) => [...color]),
  });
  return Uint8Array.from(file);
}

/** Numbers to 65,535, without a palette. */
export function greyPng({
  width,
  height,
  values,
}: Pick<ValuePicture, "width" | "height" | "values">): Uint8Array<ArrayBuffer> {
  const isWide = values.some((value) => value > 255);
  const data = isWide ? Uint16Array.from(values) : Uint8Array.from(values);
  const depth = isWide ? 16 : 8;
  return Uint8Array.from(encode({ width, height, data, channels: 1, depth }));
}

/** Values are 0xRRGGBB. */
export function colorPng({
  width,
  height,
  values,
}: Pick<ValuePicture, "width" | "height" | "values">): Uint8Array<ArrayBuffer> {
  const data = new Uint8Array(values.length * 3);
  values.forEach((value, i) => {
    data[3 * i] = value >> 16;
    data[3 * i + 1] = (value >> 8) & 255;
    data[3 * i + 2] = value & 255;
  });
  return Uint8Array.from(
    encode({ width, height, data, channels: 3, depth: 8 }),
  );
}

/** A mask's box as LabelMe keeps it: a PNG in base64, not 0 where the mask is set. */
export function maskFromBase64(png: string, x: number, y: number): Mask | null {
  const bytes = Uint8Array.from(atob(png), (char) => char.charCodeAt(0));
  const read = readPngValues(bytes);
  const rows = new SpanRows({ width: x + read.width, height: y + read.height });
  for (let row = 0; row < read.height; row += 1)
    for (let column = 0; column < read.width; column += 1)
      if (read.values[row * read.width + column])
        rows.add(y + row, x + column, x + column + 1);
  return maskOf(rows.spans);
}

export function maskToBase64(mask: Mask): string {
  const { x, y, width, height } = mask;
  const values = new Uint32Array(width * height);
  const moved = spansOf(mask).map((end) => end - y * STRIDE - x);
  setValue({ width, height, values }, moved, 255);
  let text = "";
  for (const byte of greyPng({ width, height, values }))
    text += String.fromCharCode(byte);
  return btoa(text);
}
