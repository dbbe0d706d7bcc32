/**
 * Keeps two samples of an archive from taking one name: all paths of the later one, its picture
 * and its label files, get the same number, so that they still belong together. Names are
 * compared without case, because most people's file systems do.
 */
export class UniquePaths {
  readonly #taken = new Set<string>();

  /** @returns the paths in the order given, unchanged where all are free: `a/1.png` -> `a/1_2.png`. */
  take(paths: readonly string[]): string[] {
    for (let number = 1; ; number += 1) {
      const group = paths.map((path) => numbered(path, number));
      if (group.some((path) => this.#taken.has(path.toLowerCase()))) continue;
      for (const path of group) this.#taken.add(path.toLowerCase());
      return group;
    }
  }
}

function numbered(path: string, number: number): string {
  if (number === 1) return path;
  const [, stem = path, suffix = ""] = /^(.*?)(\.[^./]+)?$/.exec(path) ?? [];
  return `${stem}_${String(number)}${suffix}`;
}
