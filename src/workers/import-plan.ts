/** The second half of an import, read from the scanned rows: which format, which labels, what is doubled. */
import type { Job, Progress } from "#core/job.ts";
import {
  FORMAT_PROBLEMS,
  type DetectedFormat,
  type FoundFile,
  type ImportReport,
} from "#core/import.ts";
import type { BlobHash, DatasetId } from "#core/ids.ts";
import type { NewLabel } from "#core/label.ts";
import type { Problem } from "#core/problems.ts";
import type { SourceFile } from "#labeling/contract.ts";
import type { DataType } from "#core/data-type.ts";
import { knownHashes } from "#storage/samples.ts";
import { namedAnnotation } from "./named-annotation.ts";
import {
  formatsFor,
  readScan,
  sourceFiles,
  type TypedFormat,
  UNLABELED_FORMAT,
} from "./import-sources.ts";
import { planTexts } from "./plan-texts.ts";

/** @param opened is told the path of each file whose content was asked for. */
const noting = (
  sources: readonly SourceFile[],
  opened: (path: string) => void,
): SourceFile[] =>
  sources.map(({ path, bytes, text, blob }) => ({
    path,
    bytes,
    text: () => (opened(path), text()),
    ...(blob && { blob: () => (opened(path), blob()) }),
  }));

/** Reads all label files once with the format, and keeps nothing but figures. */
async function tryFormat(
  { type, format }: TypedFormat,
  sources: readonly SourceFile[],
  byPath: ReadonlyMap<string, FoundFile>,
): Promise<DetectedFormat> {
  const score = await format.detect(sources);
  const counts = new Map<string, number>();
  const problems: Problem[] = [];
  let [mostLabels, problemCount, labelFiles] = [0, 0, 0];
  const rules: Record<string, number> = {};
  const told = new Set<string>();
  const report = (problem: Problem): void => {
    problemCount += 1;
    rules[problem.rule] = (rules[problem.rule] ?? 0) + 1;
    if (problems.length < FORMAT_PROBLEMS) problems.push(problem);
  };
  // A format that fits nothing is offered, but reading with it would only list noise.
  if (score > 0) {
    const tellLabelFile = (): void => void (labelFiles += 1);
    const opened = new Set<string>();
    const noted = noting(sources, (path) => opened.add(path));
    const options = {
      tellLabelFile,
      tellLabels: (all: readonly NewLabel[]) =>
        all.forEach((one) => told.add(one.name)),
    };
    for await (const sample of format.read(noted, report, options)) {
      const file = byPath.get(sample.path) ?? {
        path: sample.path,
        media: null,
      };
      const { names } = await namedAnnotation(type, file, sample, report);
      mostLabels = Math.max(mostLabels, names.length);
      for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    for (const { path: file, isLabelFile } of byPath.values())
      if (isLabelFile && !opened.has(file))
        report({
          severity: "warning",
          rule: "label.unread",
          file,
          message: `${format.name} does not read this file`,
        });
  }
  const labels = [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count);
  const { id, name } = format;
  const unusedLabels = [...told].filter((one) => !counts.has(one));
  const wrong = { problems, problemCount, rules };
  const found = { labels, unusedLabels, labelFiles, mostLabels, ...wrong };
  return { id, typeId: type.id, name, score, ...found };
}

function countDuplicates(
  samples: readonly FoundFile[],
  known: ReadonlySet<BlobHash>,
): number {
  const seen = new Set(known);
  let duplicates = 0;
  for (const { hash } of samples) {
    if (seen.has(hash)) duplicates += 1;
    seen.add(hash);
  }
  return duplicates;
}

export interface Plan {
  readonly report: ImportReport;
  /** Of the files themselves; those of the label files stand beside each format. */
  readonly problems: readonly Problem[];
}

/** The dry run's answer. Reads label files, stores nothing. */
export async function planImport(
  job: Pick<Job, "id">,
  datasetId: DatasetId,
  dataType: DataType,
  report: (progress: Progress) => void,
): Promise<Plan> {
  const { files, problems } = await readScan(job.id);
  if (formatsFor(dataType)[0]?.type.holdsTexts) {
    const plan = await planTexts(files, dataType, datasetId, report);
    return { report: { ...plan, files: files.length }, problems };
  }
  const samples = files.filter((file) => !file.isLabelFile);
  const sources = sourceFiles(files);
  const formats: DetectedFormat[] = [];
  const byPath = new Map(files.map((file) => [file.path, file]));
  for (const format of formatsFor(dataType))
    formats.push(await tryFormat(format, sources, byPath));
  formats.sort((a, b) => b.score - a.score);
  const best = formats[0];
  const known = await knownHashes(
    datasetId,
    samples.map(({ hash }) => hash),
  );
  return {
    report: {
      format: best?.id ?? UNLABELED_FORMAT,
      typeId: best?.typeId ?? "",
      formats,
      files:
        files.length +
        problems.filter(({ severity }) => severity === "error").length,
      samples: samples.length,
      bytes: samples.reduce((sum, { bytes }) => sum + bytes, 0),
      labels: best?.labels ?? [],
      duplicates: countDuplicates(samples, known),
    },
    problems,
  };
}
