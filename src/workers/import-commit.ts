/**
 * Puts what was scanned, and the user agreed to, into the dataset: samples first, then items and
 * labels of the labeling job. Works in chunks that are each one transaction and can be repeated:
 * after a kill the same chunk finds its samples there and its items labeled.
 */
import type { FoundFile, ImportChoice, ImportResult } from "#core/import.ts";
import type {
  DatasetId,
  JobId,
  LabelId,
  LabelingJobId,
  SampleId,
} from "#core/ids.ts";
import type { ItemContent } from "#core/labeling-job.ts";
import type { Progress } from "#core/job.ts";
import type { Problem } from "#core/problems.ts";
import type { Sample } from "#core/dataset.ts";
import type { DataType } from "#core/data-type.ts";
import { parseManifestTime } from "#formats/manifest.ts";
import type { FoundSample, LabelNames } from "#labeling/contract.ts";
import { labelingType } from "#labeling/registry.ts";
import { applyEdits } from "#storage/journal.ts";
import { getLabelingJob } from "#storage/labeling-jobs.ts";
import { addLabels, listLabels } from "#storage/labels.ts";
import { addSamples } from "#storage/samples.ts";
import { clearStaging } from "#storage/staging.ts";
import {
  formatsFor,
  labelNames,
  readScan,
  sourceFiles,
} from "./import-plan.ts";

const CHUNK = 1000;

interface Wanted {
  readonly file: FoundFile;
  readonly found: FoundSample;
}

function isWanted({ found }: Wanted, choice: ImportChoice): boolean {
  if (choice.onlyHard && !found.hard) return false;
  if (
    choice.labelingStatus === "unlabeled" ||
    choice.includedLabels.length === 0
  )
    return true;
  return labelNames(found).some((name) => choice.includedLabels.includes(name));
}

/** The annotation objects that stay after excluded and not included labels are left out. */
function keptAnnotations(
  { annotations }: FoundSample,
  choice: ImportChoice,
): FoundSample["annotations"] {
  if (choice.labelingStatus === "unlabeled") return [];
  return annotations.filter(({ name }) => {
    if (typeof name !== "string") return true;
    const label = name.trim();
    const included =
      choice.includedLabels.length === 0 ||
      choice.includedLabels.includes(label);
    return included && !choice.excludedLabels.includes(label);
  });
}

async function namesOf(
  jobId: LabelingJobId,
  wanted: readonly string[],
): Promise<LabelNames> {
  await addLabels(
    jobId,
    wanted.map((name) => ({ name })),
  );
  const rows = await listLabels(jobId);
  const ids = new Map(rows.map((row) => [row.name, row.id]));
  const names = new Map(rows.map((row) => [row.id, row.name]));
  return {
    nameOf: (id) => names.get(id) ?? id,
    idOf: (name) => ids.get(name) ?? (name as LabelId),
  };
}

interface Target {
  readonly jobId: LabelingJobId;
  readonly typeId: string;
  readonly single: boolean;
}

/** The entries that are used: a job that takes one label per sample uses the first. */
function usedEntries(
  { file, found }: Wanted,
  target: Target,
  choice: ImportChoice,
  report: (problem: Problem) => void,
): FoundSample["annotations"] {
  const entries = keptAnnotations(found, choice);
  if (!target.single || entries.length < 2) return entries;
  report({
    severity: "warning",
    rule: "label.single",
    file: file.path,
    message:
      "The labeling job takes one label per sample; the first one was used",
    value: labelNames(found).join(", "),
  });
  return entries.slice(0, 1);
}

/** Who labeled it and when, as the source says; an import by a person otherwise. */
function provenanceOf(
  entry: FoundSample["annotations"][number] | undefined,
): ItemContent["provenance"] {
  const [by, confidence] = [entry?.["annotated-by"], entry?.["confidence"]];
  return {
    by: typeof by === "string" ? by : "human",
    at: parseManifestTime(entry?.["creation-time"]) ?? Date.now(),
    confidence: typeof confidence === "number" ? confidence : null,
  };
}

async function contentOf(
  one: Wanted,
  target: Target,
  names: LabelNames,
  choice: ImportChoice,
  report: (problem: Problem) => void,
): Promise<ItemContent | null> {
  const { hard, usage } = one.found;
  const { path, media } = one.file;
  const used = usedEntries(one, target, choice, report);
  if (used.length === 0 && !hard && !usage) return null;
  const type = labelingType(target.typeId);
  const annotation = await type.decode(used, {
    names,
    sample: {
      path,
      width: media?.width ?? null,
      height: media?.height ?? null,
    },
    readSideFile: async () => null,
    report: (problem) => report({ ...problem, file: path }),
  });
  const labels = type.labelsOf(annotation);
  if (labels.length === 0)
    return {
      state: "unlabeled",
      annotation: null,
      labels,
      hard,
      usage,
      provenance: null,
    };
  return {
    state: choice.toBeConfirmed ? "to_be_confirmed" : "labeled",
    annotation,
    labels,
    hard,
    usage,
    provenance: provenanceOf(used[0]),
  };
}

async function label(
  chunk: readonly Wanted[],
  samples: readonly Sample[],
  target: Target,
  choice: ImportChoice,
  report: (problem: Problem) => void,
): Promise<number> {
  const wanted = [
    ...new Set(
      chunk
        .flatMap(({ found }) => keptAnnotations(found, choice))
        .flatMap(({ name }) =>
          typeof name === "string" && name.trim() !== "" ? [name.trim()] : [],
        ),
    ),
  ];
  const names = await namesOf(target.jobId, wanted);
  const changes: { sampleId: SampleId; after: ItemContent }[] = [];
  const seen = new Set<SampleId>();
  for (const [i, one] of chunk.entries()) {
    const id = samples[i]?.id;
    if (!id || seen.has(id)) continue;
    seen.add(id);
    const after = await contentOf(one, target, names, choice, report);
    if (after) changes.push({ sampleId: id, after });
  }
  await applyEdits(target.jobId, "import", changes, "human", samples);
  return changes.filter(({ after }) => after.labels.length > 0).length;
}

async function wantedFiles(
  jobId: JobId,
  dataType: DataType,
  choice: ImportChoice,
): Promise<Wanted[]> {
  const { files } = await readScan(jobId);
  const byPath = new Map<string, FoundFile>();
  for (const file of files)
    if (!file.isLabelFile && !byPath.has(file.path))
      byPath.set(file.path, file);
  const formats = formatsFor(dataType);
  const format = formats.find(({ id }) => id === choice.format) ?? formats[0];
  const wanted: Wanted[] = [];
  if (!format) return wanted;
  const taken = new Set<FoundFile>();
  for await (const found of format.read(sourceFiles(files), () => undefined)) {
    const file = byPath.get(found.path);
    if (!file) continue;
    taken.add(file);
    wanted.push({ file, found });
  }
  // Files of the same name from several archives, and names a format does not know, come without labels.
  for (const file of files) {
    if (file.isLabelFile || taken.has(file)) continue;
    wanted.push({
      file,
      found: { path: file.path, annotations: [], usage: null, hard: null },
    });
  }
  return wanted.filter((one) => isWanted(one, choice));
}

export interface CommitTask {
  readonly jobId: JobId;
  readonly datasetId: DatasetId;
  readonly dataType: DataType;
  readonly choice: ImportChoice;
}

export async function commitImport(
  { jobId, datasetId, dataType, choice }: CommitTask,
  report: (progress: Progress) => void,
  reportProblem: (problem: Problem) => void,
  signal: AbortSignal,
): Promise<ImportResult> {
  const wanted = await wantedFiles(jobId, dataType, choice);
  const job = choice.labelingJobId
    ? await getLabelingJob(choice.labelingJobId)
    : undefined;
  const target = job
    ? { jobId: job.id, typeId: job.type, single: job.singleLabel }
    : null;
  let [imported, labeled] = [0, 0];
  for (let at = 0; at < wanted.length; at += CHUNK) {
    signal.throwIfAborted();
    const chunk = wanted.slice(at, at + CHUNK);
    const { added, all } = await addSamples(
      datasetId,
      chunk.map(({ file: { path, hash, bytes, mime, media } }) => ({
        path,
        hash,
        bytes,
        mime,
        media,
      })),
    );
    imported += added.length;
    if (target)
      labeled += await label(chunk, all, target, choice, reportProblem);
    report({
      done: Math.min(wanted.length, at + CHUNK),
      total: wanted.length,
      unit: "samples",
    });
  }
  await clearStaging(jobId);
  return {
    samples: wanted.length,
    imported,
    labeled,
    duplicates: wanted.length - imported,
  };
}
