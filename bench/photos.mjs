/** Photos for the benchmarks: the development sets, repeated with a changed comment so that no two are alike. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import { root } from "../scripts/ensure.mjs";

const data = join(root, "..", "shared", "data", "dev");
const ALL = ["flowers5", "trashnet", "raccoon/images"];

function jpegs(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.jpe?g$/i.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** The picture with a JPEG comment segment (0xFFFE) of its own after the start marker. */
function withComment(bytes, text) {
  const comment = new TextEncoder().encode(text);
  const segment = new Uint8Array(4 + comment.length);
  segment.set([
    0xff,
    0xfe,
    (comment.length + 2) >> 8,
    (comment.length + 2) & 255,
  ]);
  segment.set(comment, 4);
  const result = new Uint8Array(bytes.length + segment.length);
  result.set(bytes.subarray(0, 2));
  result.set(segment, 2);
  result.set(bytes.subarray(2), 2 + segment.length);
  return result;
}

/**
 * @param seed photos of another seed have other bytes, so that none is known already.
 * @returns {{path: string, bytes: Uint8Array}[]} `count` photos in class folders.
 */
export function photos(count, seed, sets = ALL) {
  const files = sets.flatMap((set) => jpegs(join(data, set)));
  const read = new Map();
  return Array.from({ length: count }, (_, i) => {
    const file = files[(i * 7) % files.length];
    if (!read.has(file)) read.set(file, readFileSync(file));
    return {
      path: `${file.split("/").at(-2)}/${String(i).padStart(6, "0")}.jpg`,
      bytes: withComment(read.get(file), `${seed} copy ${String(i)}`),
    };
  });
}

/** The photos as one zip, stored as cameras' zips are. */
export function photoZip(files) {
  return zipSync(
    Object.fromEntries(files.map(({ path, bytes }) => [path, bytes])),
    { level: 0 },
  );
}
