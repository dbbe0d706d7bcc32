/** The second half of an import, read from the scanned rows: which format, which labels, what is doubled. */
import type { Job } from "#core/job.ts";
import {
  FORMAT_PROBLEMS,
  type DetectedFormat,
  type FoundFile,
  type ImportReport,
} from "#core/import.ts";
import type {
  BlobHash,
  DatasetId,
  JobId,
  LabelId,
  LabelingJobId,
} from "#core/ids.ts";
import type { Problem } from "#core/problems.ts";
import { readText } from "#formats/decode-text.ts";
import type {
  ImportFormat,
  LabelingType,
  LabelNames,
  SourceFile,
} from "#labeling/contract.ts";
import { labelingTypesFor } from "#labeling/registry.ts";
import { labelName, usableAnnotations } from "#labeling/usable-annotations.ts";
import type { DataType } from "#core/data-type.ts";
import { readBlob } from "#storage/blobs.ts";
import { getLabelingJob } from "#storage/labeling-jobs.ts";
import { knownHashes } from "#storage/samples.ts";
import { scannedFiles, stagedPaths } from "#storage/staging.ts";
import { keepApart, type Located } from "./import-paths.ts";
import { ENTRIES_PER_STAGED } from "./import-scan.ts";
import type { Scanned } from "./scan-files.ts";

const PAGE = 2000;

/** All scanned rows, in order, with the number of what each came from. */
async function* eachScanned(
  jobId: JobId,
): AsyncGenerator<Scanned & { readonly group: number }> {
  for (let from = 0; ;) {
    const rows = await scannedFiles(jobId, from, PAGE);
    for (const { found, index } of rows)
      yield {
        ...(found as Scanned),
        group: Math.floor(index / ENTRIES_PER_STAGED),
      };
    const last = rows.at(-1);
    if (!last) return;
    from = last.index + 1;
  }
}

export interface Scan {
  readonly files: readonly FoundFile[];
  readonly problems: readonly Problem[];
}

export async function readScan(jobId: JobId): Promise<Scan> {
  const origins = await stagedPaths(jobId);
  const located: Located[] = [];
  const problems: Problem[] = [];
  for await (const { file, problems: own, group } of eachScanned(jobId)) {
    if (file) located.push({ file, group, origin: origins.get(group) ?? "" });
    problems.push(...own);
  }
  return { files: keepApart(located), problems };
}

export function sourceFiles(files: readonly FoundFile[]): SourceFile[] {
  return files.map(({ path, bytes, hash }) => ({
    path,
    bytes,
    text: async () => readText(await readBlob(hash)),
    blob: () => readBlob(hash),
  }));
}

/** An import format, and the labeling type that decodes what it finds. */
export interface TypedFormat {
  readonly type: LabelingType;
  readonly format: ImportFormat;
}

/** The formats of a labeling type, or of all that take this kind of data. */
export function formatsFor(
  dataType: DataType,
  typeId: string | null,
): readonly TypedFormat[] {
  return labelingTypesFor(dataType)
    .filter(({ id }) => typeId === null || id === typeId)
    .flatMap((type) => type.importers.map((format) => ({ type, format })));
}

interface ScoredFormat extends TypedFormat {
  readonly score: number;
}

/** Types share formats, such as manifests: of those of one id, the one that is surest. */
async function detectFormats(
  formats: readonly TypedFormat[],
  sources: readonly SourceFile[],
): Promise<ScoredFormat[]> {
  const best = new Map<string, ScoredFormat>();
  for (const typed of formats) {
    const { id } = typed.format;
    const score = await typed.format.detect(sources);
    if (score > (best.get(id)?.score ?? -1)) best.set(id, { ...typed, score });
  }
  return [...best.values()];
}

const noNames: LabelNames = {
  nameOf: (id) => id,
  idOf: (name) => name as LabelId,
};

/** Reads all label files once with the format, and keeps nothing but figures. */
async function tryFormat(
  { type, format, score }: ScoredFormat,
  sources: readonly SourceFile[],
  files: ReadonlyMap<string, FoundFile>,
): Promise<DetectedFormat> {
  const counts = new Map<string, number>();
  const problems: Problem[] = [];
  let [mostLabels, problemCount] = [0, 0];
  const report = (problem: Problem): void => {
    problemCount += 1;
    if (problems.length < FORMAT_PROBLEMS) problems.push(problem);
  };
  // A format that fits nothing is offered, but reading with it would only list noise.
  if (score > 0) {
    for await (const sample of format.read(sources, report)) {
      const entries = usableAnnotations(sample, report);
      const names = new Set(entries.flatMap((entry) => labelName(entry) ?? []));
      mostLabels = Math.max(mostLabels, names.size);
      for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
      if (entries.length === 0) continue;
      const { width = null, height = null } =
        files.get(sample.path)?.media ?? {};
      await type.decode(entries, {
        names: noNames,
        sample: { path: sample.path, width, height },
        readSideFile: sample.readSideFile ?? (async () => null),
        report: (problem) => report({ ...problem, file: sample.path }),
      });
    }
  }
  const labels = [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count);
  const { id, name } = format;
  return { id, name, score, labels, mostLabels, problems, problemCount };
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
  job: Pick<Job, "id"> & { readonly labelingJobId: LabelingJobId | null },
  datasetId: DatasetId,
  dataType: DataType,
): Promise<Plan> {
  const { files, problems } = await readScan(job.id);
  const samples = files.filter((file) => !file.isLabelFile);
  const sources = sourceFiles(files);
  const formats: DetectedFormat[] = [];
  const byPath = new Map(files.map((file) => [file.path, file]));
  const labelingJob = job.labelingJobId
    ? await getLabelingJob(job.labelingJobId)
    : undefined;
  const offered = formatsFor(dataType, labelingJob?.type ?? null);
  for (const scored of await detectFormats(offered, sources))
    formats.push(await tryFormat(scored, sources, byPath));
  formats.sort((a, b) => b.score - a.score);
  const best = formats[0];
  const known = await knownHashes(
    datasetId,
    samples.map(({ hash }) => hash),
  );
  return {
    report: {
      format: best?.id ?? "unlabeled",
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
