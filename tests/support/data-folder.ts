/** Data sets for developers, which lie beside the repository where they are at hand. */
import { existsSync, openAsBlob, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { LabelId } from "#core/ids.ts";
import type { Problem } from "#core/problems.ts";
import { readZip } from "#formats/zip-read.ts";
import type {
  FoundSample,
  ImportFormat,
  LabelingType,
  SourceFile,
} from "#labeling/contract.ts";
import { probeImage } from "#media/image-check.ts";

export const dataFolder = join(import.meta.dirname, "../../../shared/data/dev");
export const hasData = existsSync(dataFolder);
if (!hasData)
  console.warn(
    `Tests with real data sets are skipped: there is no ${"../shared/data/dev"}`,
  );

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory()
        ? walk(join(folder, entry.name))
        : [join(folder, entry.name)],
    );
}

/** The files of a set, of these of its folders or all, with paths as a dropped folder has them. */
export function filesIn(
  set: string,
  folders: readonly string[] = [""],
): SourceFile[] {
  const top = join(dataFolder, set);
  return folders
    .flatMap((folder) => walk(join(top, folder)))
    .map((file) => ({
      path: `${set.split("/").at(-1) ?? ""}/${relative(top, file)}`,
      bytes: readFileSync(file).length,
      text: async () => readFileSync(file, "utf8"),
      blob: () => openAsBlob(file),
    }));
}

export async function filesOfZip(name: string): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  const zip = await openAsBlob(join(dataFolder, "zips", name));
  for await (const { path, bytes, read } of readZip(zip, name, () => undefined))
    files.push({
      path,
      bytes,
      text: async () => (await read()).text(),
      blob: read,
    });
  return files;
}

/** Raw text of one file, for counts that know nothing of the product. */
export const rawText = (path: string): string =>
  readFileSync(join(dataFolder, path), "utf8");

export const rawTexts = (folder: string, suffix: string): string[] =>
  walk(join(dataFolder, folder))
    .filter((file) => file.endsWith(suffix))
    .map((file) => readFileSync(file, "utf8"));

/** Pixels as a person sees the picture, or null. */
async function sizeOf(file: SourceFile | undefined): Promise<{
  width: number | null;
  height: number | null;
}> {
  const bytes = await (await file?.blob?.())?.arrayBuffer();
  const structure = bytes && probeImage(new Uint8Array(bytes)).structure;
  if (!structure || structure.width === 0) return { width: null, height: null };
  const { width, height, orientation } = structure;
  return orientation > 4 ? { width: height, height: width } : { width, height };
}

export interface Imported<A> {
  readonly samples: readonly {
    readonly found: FoundSample;
    readonly annotation: A;
    readonly width: number | null;
    readonly height: number | null;
  }[];
  readonly problems: readonly Problem[];
  readonly classes: readonly string[];
}

/** All that an import does but storing. */
export async function importedFrom<A>(
  type: LabelingType<string, A>,
  format: ImportFormat,
  files: readonly SourceFile[],
): Promise<Imported<A>> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const problems: Problem[] = [];
  const classes: string[] = [];
  const samples: Imported<A>["samples"][number][] = [];
  for await (const found of format.read(
    files,
    (problem) => problems.push(problem),
    {
      tellLabels: (labels) => classes.push(...labels.map(({ name }) => name)),
    },
  )) {
    const size = await sizeOf(byPath.get(found.path));
    const annotation = await type.decode(found.annotations, {
      names: { nameOf: (id) => id, idOf: (name) => name as LabelId },
      sample: { path: found.path, ...size },
      readSideFile: found.readSideFile ?? (async () => null),
      report: (problem) => problems.push({ ...problem, file: found.path }),
    });
    samples.push({ found, annotation, ...size });
  }
  return { samples, problems, classes: [...new Set(classes)] };
}
