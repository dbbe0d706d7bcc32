import type { SourceFile } from "./contract.ts";

const withoutScheme = (source: string): string =>
  source.replace(/^[a-z0-9]+:\/\//i, "").replace(/^\/+/, "");

/** `a/b/../c` -> `a/c`. */
function normalized(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

/** Finds a manifest's `source` among the files at hand: beside the manifest first, then by the longest common ending. */
export class SourceFinder {
  readonly #paths: ReadonlySet<string>;
  readonly #byName = new Map<string, string[]>();

  constructor(paths: readonly string[]) {
    this.#paths = new Set(paths);
    for (const path of paths) {
      const name = path.slice(path.lastIndexOf("/") + 1);
      const same = this.#byName.get(name);
      if (same) same.push(path);
      else this.#byName.set(name, [path]);
    }
  }

  /** @param manifest path of the file that names the source. */
  find(source: string, manifest: string): string | null {
    const folder = manifest.slice(0, manifest.lastIndexOf("/") + 1);
    const wanted = withoutScheme(source);
    const beside = normalized(folder + wanted);
    if (this.#paths.has(beside)) return beside;
    const candidates =
      this.#byName.get(wanted.slice(wanted.lastIndexOf("/") + 1)) ?? [];
    if (candidates.length === 1) return candidates[0] ?? null;
    const parts = wanted.split("/");
    for (let at = 0; at < parts.length; at += 1) {
      const ending = parts.slice(at).join("/");
      const found = candidates.filter(
        (path) => path === ending || path.endsWith(`/${ending}`),
      );
      if (found.length === 1) return found[0] ?? null;
    }
    return null;
  }
}

/**
 * Reads label files of a manifest: as `annotation-loc` says, else by its longest ending among the
 * files, which covers files beside the manifest, in `annotation/` and in `annotations/`.
 * Source: data management 9.3.
 */
export function sideFileReader(
  files: readonly SourceFile[],
  manifest: string,
): (place: string) => Promise<string | null> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const finder = new SourceFinder([...byPath.keys()]);
  return async (place) => {
    const file = byPath.get(finder.find(place, manifest) ?? "");
    return file ? file.text() : null;
  };
}
