/** Formats that more than one labeling type reads: files without labels, and manifests. */
import { parseManifestLine } from "#formats/manifest.ts";
import type { FoundSample, ImportFormat, SourceFile } from "./contract.ts";
import type { IsMedia } from "./media-files.ts";

const bare = (path: string): FoundSample => ({
  path,
  annotations: [],
  usage: null,
  hard: null,
});

/** Every media file as an unlabeled sample. */
export function unlabeledFormat(isMedia: IsMedia): ImportFormat {
  return {
    id: "unlabeled",
    name: "Unlabeled",
    detect: async (files) =>
      files.some(({ path }) => isMedia(path)) ? 0.1 : 0,
    async *read(files) {
      for (const { path } of files) if (isMedia(path)) yield bare(path);
    },
  };
}

const isManifest = ({ path }: SourceFile): boolean => /\.manifest$/i.test(path);

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
class SourceFinder {
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

/** Manifests whose annotations are of the given types; pictures they do not name stay unlabeled. */
export function manifestFormat(
  manifestTypes: readonly string[],
  isMedia: IsMedia,
): ImportFormat {
  return {
    id: "manifest",
    name: "Manifest",
    async detect(files) {
      const manifest = files.find(isManifest);
      if (!manifest) return 0;
      const first = (await manifest.text()).slice(0, 20_000);
      return manifestTypes.some((type) => first.includes(type)) ? 1 : 0.6;
    },
    async *read(files, report) {
      const media = files
        .filter(({ path }) => isMedia(path))
        .map(({ path }) => path);
      const finder = new SourceFinder(media);
      const named = new Set<string>();
      for (const manifest of files.filter(isManifest)) {
        const lines = (await manifest.text())
          .replace(/^\ufeff/, "")
          .split(/\r?\n/);
        for (const [index, text] of lines.entries()) {
          const parsed = parseManifestLine(text, index + 1, (problem) =>
            report({ ...problem, file: manifest.path }),
          );
          if (!parsed) continue;
          const path = finder.find(parsed.source, manifest.path);
          if (path === null) {
            report({
              severity: "error",
              rule: "manifest.missing",
              file: manifest.path,
              line: index + 1,
              message:
                "The file that `source` names is not among the imported files",
              value: parsed.source,
            });
          } else if (named.has(path)) {
            report({
              severity: "warning",
              rule: "manifest.twice",
              file: manifest.path,
              line: index + 1,
              message: "The file was named before; the first line counts",
              value: parsed.source,
            });
          } else {
            named.add(path);
            yield {
              path,
              annotations: parsed.annotations.filter(({ type }) =>
                manifestTypes.includes(String(type)),
              ),
              usage: parsed.usage,
              hard: parsed.hard,
            };
          }
        }
      }
      for (const path of media) if (!named.has(path)) yield bare(path);
    },
  };
}
