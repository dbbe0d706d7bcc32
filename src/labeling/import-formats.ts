/** Formats that more than one labeling type reads: files without labels, and manifests. */
import { parseManifestLine } from "#formats/manifest.ts";
import { textLines } from "#formats/text-lines.ts";
import type { FoundSample, ImportFormat, SourceFile } from "./contract.ts";
import type { IsMedia } from "./media-files.ts";
import { SourceFinder, sideFileReader } from "./source-finder.ts";

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

const headOf = async (file: SourceFile): Promise<string> =>
  file.blob
    ? (await file.blob()).slice(0, 20_000).text()
    : (await file.text()).slice(0, 20_000);

async function* linesOf(file: SourceFile): AsyncGenerator<string> {
  yield* textLines(
    file.blob ? await file.blob() : new Blob([await file.text()]),
  );
}

type ReadSideFile = ReturnType<typeof sideFileReader>;

/**
 * The path without the folders that an export put around it: the manifest lies in
 * `<dataset>/annotation/<version>/`, the files in `<dataset>/data/`. Source: data management 9.3.
 */
function ownPath(path: string, manifest: string): string {
  const [, folder] =
    /^(.*?)annotation\/[^/]+\/[^/]+\.manifest$/i.exec(manifest) ?? [];
  const data = `${folder ?? ""}data/`;
  return folder !== undefined && path.startsWith(data)
    ? path.slice(data.length)
    : path;
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
      const first = await headOf(manifest);
      return manifestTypes.some((type) => first.includes(type)) ? 1 : 0.6;
    },
    async *read(files, report, { tellLabels } = {}) {
      const media = files
        .filter(({ path }) => isMedia(path))
        .map(({ path }) => path);
      const finder = new SourceFinder(media);
      const named = new Set<string>();
      const readers = new Map<SourceFile, ReadSideFile>();
      const newReader = (manifest: SourceFile): ReadSideFile => {
        const reader = sideFileReader(files, manifest.path);
        readers.set(manifest, reader);
        return reader;
      };
      for (const manifest of files.filter(isManifest)) {
        let line = 0;
        for await (const text of linesOf(manifest)) {
          line += 1;
          const parsed = parseManifestLine(text, line, (problem) =>
            report({ ...problem, file: manifest.path }),
          );
          if (!parsed) continue;
          if (parsed.notes.labels) tellLabels?.(parsed.notes.labels);
          const path = parsed.source.startsWith("content://")
            ? parsed.source
            : finder.find(parsed.source, manifest.path);
          if (path === null) {
            report({
              severity: "error",
              rule: "manifest.missing",
              file: manifest.path,
              line,
              message:
                "The file that `source` names is not among the imported files",
              value: parsed.source,
            });
          } else if (named.has(path)) {
            report({
              severity: "warning",
              rule: "manifest.twice",
              file: manifest.path,
              line,
              message: "The file was named before; the first line counts",
              value: parsed.source,
            });
          } else {
            named.add(path);
            const annotations = parsed.annotations.filter(({ type }) =>
              manifestTypes.includes(String(type)),
            );
            if (annotations.length < parsed.annotations.length)
              report({
                severity: "warning",
                rule: "manifest.type",
                file: manifest.path,
                line,
                message: `Annotations of other types than ${manifestTypes.join(", ")} are left out`,
                value: parsed.annotations
                  .map(({ type }) => String(type))
                  .join(", ")
                  .slice(0, 200),
              });
            const { notes, usage, hard } = parsed;
            yield {
              path,
              annotations,
              usage,
              hard,
              samplePath: notes.path ?? ownPath(path, manifest.path),
              isProposed: notes.isProposed,
              readSideFile: (place) =>
                (readers.get(manifest) ?? newReader(manifest))(place),
            };
          }
        }
      }
      for (const path of media) if (!named.has(path)) yield bare(path);
    },
  };
}
