/** Photos for the benchmarks: the development sets, repeated with a changed comment so that no two are alike. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import { data } from "./chromium.mjs";

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

/** @returns {{path: string, bytes: Uint8Array}[]} `count` photos in class folders. */
export function photos(
  count,
  sets = ["flowers5", "trashnet", "raccoon/images"],
) {
  const files = sets.flatMap((set) => jpegs(join(data, set)));
  return Array.from({ length: count }, (_, i) => {
    const file = files[(i * 7) % files.length];
    const folder = file.split("/").at(-2);
    return {
      path: `${folder}/${String(i).padStart(6, "0")}.jpg`,
      bytes: withComment(readFileSync(file), `copy ${i}`),
    };
  });
}

/** The photos as one stored zip. */
export function photoZip(count, sets) {
  const files = photos(count, sets);
  return zipSync(
    Object.fromEntries(files.map(({ path, bytes }) => [path, bytes])),
    { level: 0 },
  );
}
