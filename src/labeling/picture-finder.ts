const parts = (path: string): string[] =>
  path
    .replace(/\\/g, "/")
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, "")
    .split("/")
    .filter((part) => part !== "" && part !== "." && part !== "..");

const stem = (name: string): string => name.replace(/\.[^.]+$/, "");

function commonEnd(a: readonly string[], b: readonly string[]): number {
  let n = 0;
  while (n < Math.min(a.length, b.length) && a.at(-1 - n) === b.at(-1 - n))
    n += 1;
  return n;
}

function commonStart(a: readonly string[], b: readonly string[]): number {
  let n = 0;
  while (n < Math.min(a.length, b.length) && a[n] === b[n]) n += 1;
  return n;
}

interface Candidate {
  readonly path: string;
  readonly folders: readonly string[];
}

/**
 * Finds the picture that a label file means. Folders may be laid out in any way: what decides is
 * the name, then how many folders above it agree, then how near the two files lie to each other.
 */
export class PictureFinder {
  readonly #byName = new Map<string, Candidate[]>();
  readonly #byStem = new Map<string, Candidate[]>();

  constructor(paths: Iterable<string>) {
    const add = (
      map: Map<string, Candidate[]>,
      key: string,
      candidate: Candidate,
    ): void => {
      const same = map.get(key);
      if (same) same.push(candidate);
      else map.set(key, [candidate]);
    };
    for (const path of paths) {
      const folders = parts(path);
      const name = (folders.pop() ?? "").toLowerCase();
      add(this.#byName, name, { path, folders });
      add(this.#byStem, stem(name), { path, folders });
    }
  }

  /**
   * @param name as the label file says it: with folders or a suffix, or without.
   * @param from path of the label file.
   * @returns the picture, null when there is none, or all that it could be.
   */
  find(name: string, from: string): string | null | readonly string[] {
    const wanted = parts(name);
    const last = (wanted.pop() ?? "").toLowerCase();
    const beside = parts(from).slice(0, -1);
    const candidates =
      this.#byName.get(last) ??
      this.#byStem.get(last) ??
      this.#byStem.get(stem(last)) ??
      [];
    if (candidates.length < 2) return candidates[0]?.path ?? null;
    let best: Candidate[] = [];
    let bestScore = -1;
    for (const candidate of candidates) {
      const { folders } = candidate;
      const steps =
        folders.length + beside.length - 2 * commonStart(folders, beside);
      const score =
        commonEnd(wanted, folders) * 1e6 +
        commonEnd(beside, folders) * 1e3 +
        (999 - Math.min(999, steps));
      if (score > bestScore) best = [];
      if (score >= bestScore) best.push(candidate);
      bestScore = Math.max(score, bestScore);
    }
    const paths = best.map(({ path }) => path);
    return paths.length === 1 ? (paths[0] ?? null) : paths;
  }
}
