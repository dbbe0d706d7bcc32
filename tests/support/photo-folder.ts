/** Photos on disk for the journeys: PNG files of simple patterns, a class each, no two alike. */
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { crc32, deflateSync } from "node:zlib";

const SIDE = 96;
export const PATTERNS = ["disc", "stripes", "checks"] as const;
export type Pattern = (typeof PATTERNS)[number];

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** A PNG of `side` x `side` pixels, 8 bit RGB, from a function of the pixel. */
export function png(
  side: number,
  colour: (x: number, y: number) => readonly [number, number, number],
): Buffer {
  const rows = Buffer.alloc(side * (side * 3 + 1));
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1)
      rows.set(colour(x, y), y * (side * 3 + 1) + 1 + x * 3);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** The same number gives the same photo. */
export function photo(pattern: Pattern, number: number): Buffer {
  let state = number * 2_654_435_761 + 12_345;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const [cx, cy] = [30 + random() * 36, 30 + random() * 36];
  const size = 12 + random() * 16;
  const light = [120, 120, 120].map((value) => value + random() * 100);
  const dark = [20, 20, 20].map((value) => value + random() * 70);
  const isLight: Record<Pattern, (x: number, y: number) => boolean> = {
    disc: (x, y) => (x - cx) ** 2 + (y - cy) ** 2 < size * size,
    stripes: (x, y) => Math.floor((x + y * 0.3 + cx) / (size / 3)) % 2 === 0,
    checks: (x, y) =>
      (Math.floor((x + cx) / (size / 2)) + Math.floor((y + cy) / (size / 2))) %
        2 ===
      0,
  };
  return png(SIDE, (x, y) => {
    const base = isLight[pattern](x, y) ? light : dark;
    const noise = (random() - 0.5) * 30;
    const [r = 0, g = 0, b = 0] = base.map((value) =>
      Math.max(0, Math.min(255, value + noise)),
    );
    return [r, g, b];
  });
}

/** A folder of files in the temporary folder; keys are paths inside it. */
export function folderOf(files: Readonly<Record<string, Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), "gleaner-photos-"));
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  return folder;
}

/** `count` photos of each pattern, as a crew brings them: one folder, no labels, mixed up. */
export function mixedPhotos(count: number): Record<string, Buffer> {
  return Object.fromEntries(
    Array.from({ length: count * PATTERNS.length }, (_, i) => {
      const pattern = PATTERNS[i % PATTERNS.length] ?? "disc";
      return [`IMG_${String(1000 + i)}.png`, photo(pattern, i)];
    }),
  );
}
