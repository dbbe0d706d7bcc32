/** How a YOLO data set is laid out: which names and parts belong to which label files. */
import { toAppError } from "#core/errors.ts";
import type { Usage } from "#core/labeling-job.ts";
import { parseNames, parseObjData } from "#formats/yolo-config.ts";
import type { YoloConfig } from "#formats/yolo-yaml.ts";
import type { SourceFile } from "#labeling/contract.ts";
import { withSuffix } from "../look.ts";
import type { ReadContext } from "../picture-format.ts";

/** Names that hold for the label files below a folder. */
export interface YoloSet {
  /** Ends in `/`, or "". */
  readonly folder: string;
  readonly names: ReadonlyMap<number, string>;
  readonly parts: YoloConfig["parts"];
  readonly hasKeypoints: boolean;
}

const folderOf = (path: string): string =>
  path.slice(0, path.lastIndexOf("/") + 1);

const NO_PARTS = { TRAIN: [], EVAL: [], TEST: [] } as const;

const isNames = (path: string): boolean =>
  /(\.names|(^|\/)(classes|labels|_darknet\.labels|predefined_classes)(\.txt)?)$/i.test(
    path,
  );

/** Files that by their names list names or pictures, and label nothing. */
export const isYoloList = (path: string): boolean =>
  isNames(path) || /(^|\/)(train|val|valid|test|trainval)\.txt$/i.test(path);

/** Data sets that Ultralytics' files describe. */
export async function ultralyticsSets(
  files: readonly SourceFile[],
  report?: ReadContext["report"],
): Promise<YoloSet[]> {
  const sets: YoloSet[] = [];
  const found = withSuffix(files, /\.ya?ml$/i);
  if (found.length === 0) return sets;
  const { parseDataYaml } = await import("#formats/yolo-yaml.ts");
  for (const file of found) {
    try {
      const config = parseDataYaml(await file.text());
      if (!config) continue;
      const { names, parts, hasKeypoints } = config;
      const folder = folderOf(file.path);
      sets.push({ folder, names, parts, hasKeypoints });
    } catch (error) {
      const { message } = toAppError(error);
      report?.({
        severity: "error",
        rule: "yolo.yaml",
        file: file.path,
        message,
      });
    }
  }
  return sets;
}

/** Data sets that darknet's files describe, and lists of names that stand alone. */
export async function darknetSets(
  files: readonly SourceFile[],
): Promise<YoloSet[]> {
  const sets: YoloSet[] = [];
  const data = withSuffix(files, /\.data$/i);
  for (const file of files.filter(({ path }) => isNames(path))) {
    const folder = folderOf(file.path);
    const near = data.find(({ path }) => folderOf(path) === folder);
    const pairs = near
      ? parseObjData(await near.text())
      : new Map<string, string>();
    const listOf = (key: string): string[] => {
      const path = pairs.get(key);
      return path === undefined ? [] : [path];
    };
    sets.push({
      folder,
      names: parseNames(await file.text()),
      parts: { ...NO_PARTS, TRAIN: listOf("train"), EVAL: listOf("valid") },
      hasKeypoints: false,
    });
  }
  return sets;
}

/** The set whose folder lies nearest above the label file; of one set everything is. */
export function setOf(
  path: string,
  sets: readonly YoloSet[],
): YoloSet | undefined {
  const above = sets.filter(({ folder }) => path.startsWith(folder));
  const [nearest] = above.sort((a, b) => b.folder.length - a.folder.length);
  return nearest ?? (sets.length === 1 ? sets[0] : undefined);
}

/** `../images/train/` -> `images/train`. */
const plainPath = (path: string): string =>
  path.replace(/\\/g, "/").replace(/^(\.{1,2}\/)+|\/+$/g, "");

/** Whether a picture lies in a folder of this name, wherever the data set was put. */
const liesIn = (picture: string, folder: string): boolean =>
  `/${picture}`.includes(`/${plainPath(folder)}/`);

/** The list file that a configuration names, wherever the data set was put. */
function listFile(
  entry: string,
  folder: string,
  files: readonly SourceFile[],
): SourceFile | undefined {
  const path = plainPath(entry);
  const name = path.split("/").at(-1) ?? "";
  if (!/\.txt$/i.test(name)) return undefined;
  const at = (place: string): SourceFile | undefined =>
    files.find((file) => file.path === place);
  return (
    at(folder + path) ??
    at(folder + name) ??
    files.find((file) => `/${file.path}`.endsWith(`/${path}`))
  );
}

/**
 * Notes the part of each picture, which a folder or a file with a list of paths gives. One part
 * alone is no split.
 */
export async function readParts(
  { parts, folder }: YoloSet,
  files: readonly SourceFile[],
  { usages, pictures, finder }: ReadContext,
): Promise<void> {
  const given = Object.values(parts).filter((entries) => entries.length > 0);
  if (new Set(given.map(String)).size < 2) return;
  for (const usage of ["TEST", "EVAL", "TRAIN"] as const satisfies Usage[])
    for (const entry of parts[usage]) {
      const list = listFile(entry, folder, files);
      const named = list
        ? (await list.text())
            .split("\n")
            .map((line) => finder.find(line.trim(), list.path))
        : pictures.filter((picture) => liesIn(picture, entry));
      for (const picture of named)
        if (typeof picture === "string") usages.set(picture, usage);
    }
}
