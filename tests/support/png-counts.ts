/** Counts of regions from raw PNG masks: the bytes are unpacked here, by no code of the product. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { dataFolder } from "./data-folder.ts";
import { type Counts, unique } from "./raw-counts.ts";

/** What a row's bytes are predicted from. Source: W3C PNG specification, 9. */
function predicted(filter: number, a: number, b: number, c: number): number {
  if (filter === 1) return a;
  if (filter === 2) return b;
  if (filter === 3) return (a + b) >> 1;
  if (filter !== 4) return 0;
  const [pa, pb, pc] = [b - c, a - c, a + b - 2 * c].map(Math.abs) as [
    number,
    number,
    number,
  ];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

/** The packed pixels. */
function pixelData(file: Buffer): Buffer {
  let at = 8;
  const parts: Buffer[] = [];
  while (at < file.length) {
    const length = file.readUInt32BE(at);
    if (file.toString("latin1", at + 4, at + 8) === "IDAT")
      parts.push(file.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return inflateSync(Buffer.concat(parts));
}

/** Rows as they were before each byte was told by its difference. */
function unfiltered(raw: Buffer, row: number, step: number): Uint8Array {
  const height = raw.length / (row + 1);
  const bytes = new Uint8Array(row * height);
  const at = (index: number, isIn: boolean): number =>
    isIn ? (bytes[index] ?? 0) : 0;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < row; x += 1) {
      const to = y * row + x;
      const [left, up] = [x >= step, y > 0];
      const expected = predicted(
        raw[y * (row + 1)] ?? 0,
        at(to - step, left),
        at(to - row, up),
        at(to - row - step, left && up),
      );
      bytes[to] = (raw[y * (row + 1) + 1 + x] ?? 0) + expected;
    }
  return bytes;
}

const CHANNELS = [1, 0, 3, 1, 2, 0, 4];

/** The values of a PNG of 8 or 16 bits without interlace. */
function valuesOf(file: Buffer): number[] {
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const [depth = 0, color = 0] = file.subarray(24, 26);
  if (depth < 8 || file[28] !== 0) throw new Error("Not of this kind");
  const channels = CHANNELS[color] ?? 1;
  const step = (channels * depth) / 8;
  const bytes = unfiltered(pixelData(file), width * step, step);
  const used = channels > 2 ? 3 : depth / 8;
  return Array.from({ length: width * height }, (_, i) =>
    bytes
      .subarray(i * step, i * step + used)
      .reduce((value, byte) => value * 256 + byte, 0),
  );
}

/** @param labelOf a value's label, or null for no region. Each value of a file is one region. */
export function pngCounts(
  samples: number,
  folder: string,
  labelOf: (value: number, path: string) => string | null,
): Counts {
  const top = join(dataFolder, folder);
  const labels = readdirSync(top, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".png"))
    .flatMap((path) =>
      [...new Set(valuesOf(readFileSync(join(top, path))))].flatMap(
        (value) => labelOf(value, path) ?? [],
      ),
    );
  return { samples, objects: labels.length, labels: unique(labels) };
}
