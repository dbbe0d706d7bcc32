/** Keeps files of one path apart that came from different archives or folders. */
import type { FoundFile } from "#core/import.ts";

/** A scanned file and what was handed over that it came from: itself, or an archive. */
export interface Located {
  readonly file: FoundFile;
  /** Path of what was handed over. */
  readonly origin: string;
  /** Number of what was handed over. */
  readonly group: number;
}

const withoutSuffix = (path: string): string => path.replace(/\.[^./]+$/, "");

/** `a/1.jpg`, 2 -> `a/1_2.jpg`. */
function numbered(path: string, number: number): string {
  if (number === 1) return path;
  const stem = withoutSuffix(path);
  return `${stem}_${String(number)}${path.slice(stem.length)}`;
}

/**
 * Two archives that hold `1.jpg` and its `1.txt` would label each other's pictures: as soon as one
 * path comes twice, the files of each archive lie in a folder of the archive's name. Loose files
 * of one path are numbered in their order, which a picture and its label file share.
 */
export function keepApart(located: readonly Located[]): FoundFile[] {
  const groups = new Map<string, number>();
  let isDoubled = false;
  for (const { file, group } of located) {
    const other = groups.get(file.path);
    if (other !== undefined && other !== group) isDoubled = true;
    groups.set(file.path, group);
  }
  if (!isDoubled) return located.map(({ file }) => file);
  const seen = new Map<string, number>();
  return located.map(({ file, origin }) => {
    const path =
      file.path === origin
        ? file.path
        : `${withoutSuffix(origin)}/${file.path}`;
    const number = (seen.get(path) ?? 0) + 1;
    seen.set(path, number);
    return { ...file, path: numbered(path, number) };
  });
}
