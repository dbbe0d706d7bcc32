/** What the import formats of objects share: label files are read, and pictures found for them. */
import { toAppError } from "#core/errors.ts";
import type { Usage } from "#core/labeling-job.ts";
import type { Problem } from "#core/problems.ts";
import type { PictureLabels, Report } from "#formats/picture-labels.ts";
import type {
  FoundSample,
  ImportFormat,
  SourceFile,
} from "#labeling/contract.ts";
import { isImage } from "#labeling/media-files.ts";
import { PictureFinder } from "#labeling/picture-finder.ts";
import { entriesOf } from "./inline.ts";
import type { ObjectKind } from "./object-kind.ts";

export interface ReadPicture {
  readonly labels: PictureLabels;
  /** Path of the label file. */
  readonly file: string;
}

export interface ReadContext {
  readonly report: (problem: Problem) => void;
  /** Problems of one label file. */
  readonly reportOf: (file: SourceFile) => Report;
  /** Label names in the order of the file that lists them. */
  readonly tellClasses: (names: readonly string[]) => void;
  readonly finder: PictureFinder;
  readonly pictures: readonly string[];
  /** Picture -> part of the split, where that is said apart from the labels. */
  readonly usages: Map<string, Usage>;
  /** Pictures that are masks: `read` puts them here, and they are no samples. */
  readonly masks: Set<string>;
}

export interface PictureFormat {
  readonly id: string;
  readonly name: string;
  readonly detect: (files: readonly SourceFile[]) => Promise<number>;
  readonly read: (
    files: readonly SourceFile[],
    context: ReadContext,
  ) => AsyncIterable<ReadPicture>;
}

/** Calls `read` for each file; one that cannot be read at all costs itself. */
export async function* eachFile(
  files: readonly SourceFile[],
  context: ReadContext,
  read: (
    file: SourceFile,
    report: Report,
  ) => Promise<AsyncIterable<PictureLabels> | readonly PictureLabels[]>,
): AsyncGenerator<ReadPicture> {
  for (const file of files) {
    const report = context.reportOf(file);
    try {
      for await (const labels of await read(file, report))
        yield { labels, file: file.path };
    } catch (error) {
      const { message, detail } = toAppError(error);
      const { rule = "file.unreadable", line } = detail;
      report({
        severity: "error",
        rule: String(rule),
        message,
        ...(typeof line === "number" ? { line } : {}),
      });
    }
  }
}

/** Null where there is none; what is wrong is told. */
function pictureOf(
  { labels: { name }, file }: ReadPicture,
  named: ReadonlySet<string>,
  { finder, report }: ReadContext,
): string | null {
  const found = finder.find(name, file);
  if (typeof found === "string" && !named.has(found)) return found;
  const problem: Pick<Problem, "severity" | "rule" | "message"> =
    found === null
      ? {
          severity: "error",
          rule: "picture.missing",
          message: "The picture of these labels is not among the files",
        }
      : typeof found === "string"
        ? {
            severity: "warning",
            rule: "picture.twice",
            message:
              "The picture was labeled by another file or line before; that one counts",
          }
        : {
            severity: "error",
            rule: "picture.ambiguous",
            message: `Several pictures can be meant: ${found.slice(0, 3).join(", ")}`,
          };
  report({ ...problem, file, value: name.slice(0, 200) });
  return null;
}

function sampleOf(
  kind: Pick<ObjectKind, "manifestType">,
  path: string,
  labels: PictureLabels | null,
  usages: ReadonlyMap<string, Usage>,
): FoundSample {
  return {
    path,
    annotations: labels ? entriesOf(kind, labels) : [],
    usage: labels?.usage ?? usages.get(path) ?? null,
    hard: null,
    ...(labels?.isProposed ? { isProposed: true } : {}),
  };
}

export const pictureFormat = (
  kind: Pick<ObjectKind, "manifestType">,
  { id, name, detect, read }: PictureFormat,
): ImportFormat => ({
  id,
  name,
  detect,
  async *read(
    files,
    report,
    { tellLabels, tellLabelFile = () => undefined } = {},
  ) {
    const pictures = files
      .map(({ path }) => path)
      .filter((path) => isImage(path));
    const context: ReadContext = {
      report,
      reportOf: (file) => (problem) => report({ ...problem, file: file.path }),
      tellClasses: (names) => tellLabels?.(names.map((name) => ({ name }))),
      finder: new PictureFinder(pictures),
      pictures,
      usages: new Map(),
      masks: new Set(),
    };
    const named = new Set<string>();
    for await (const one of read(files, context)) {
      const path = pictureOf(one, named, context);
      if (path === null) continue;
      named.add(path);
      yield sampleOf(kind, path, one.labels, context.usages);
    }
    context.masks.forEach(tellLabelFile);
    for (const path of pictures)
      if (!named.has(path) && !context.masks.has(path))
        yield sampleOf(kind, path, null, context.usages);
  },
});
