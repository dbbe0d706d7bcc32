/**
 * Puts what was scanned, and the user agreed to, into the dataset: samples first, then items and
 * labels of the labeling job. Works in chunks, and notes before each what it finds: after a kill
 * only the chunk under way is done again, with the same outcome and the same figures.
 */
import type { DataType } from "#core/data-type.ts";
import type { BlobHash, JobId } from "#core/ids.ts";
import type { FoundFile, ImportChoice, ImportResult } from "#core/import.ts";
import type { Progress } from "#core/job.ts";
import type { Problem } from "#core/problems.ts";
import type {
  FoundSample,
  ManifestAnnotation,
  ReadOptions,
} from "#labeling/contract.ts";
import { getLabelingJob } from "#storage/labeling-jobs.ts";
import { addSamples } from "#storage/samples.ts";
import {
  CHUNK,
  countFresh,
  isWanted,
  newSample,
  type CommitProgress,
  type CommitTask,
} from "./commit-chunk.ts";
import { commitTexts } from "./commit-texts.ts";
import {
  addClasses,
  labelSamples,
  type LabelTarget,
  type Wanted,
} from "./import-labels.ts";
import {
  formatsFor,
  readScan,
  sourceFiles,
  type TypedFormat,
} from "./import-sources.ts";

const bare = (path: string): FoundSample => ({
  path,
  annotations: [],
  usage: null,
  hard: null,
});

/** Copies of one file, such as a picture in several label folders, are one sample with the labels of all. */
function merged(wanted: readonly Wanted[]): Wanted[] {
  const copies = new Map<BlobHash, Wanted[]>();
  for (const one of wanted) {
    const same = copies.get(one.file.hash);
    if (same) same.push(one);
    else copies.set(one.file.hash, [one]);
  }
  return wanted.map((one) => {
    const same = copies.get(one.file.hash) ?? [one];
    if (same.length === 1) return one;
    if (same[0] !== one) return { ...one, found: bare(one.found.path) };
    const entries = new Map<string, ManifestAnnotation>();
    for (const { found } of same)
      for (const entry of found.annotations)
        entries.set(JSON.stringify(entry), entry);
    const found: FoundSample = {
      ...one.found,
      annotations: [...entries.values()],
      hard: same.find(({ found: { hard } }) => hard)?.found.hard ?? null,
      usage: same.find(({ found: { usage } }) => usage)?.found.usage ?? null,
    };
    return { ...one, found };
  });
}

function formatOf(
  dataType: DataType,
  { format: id, typeId }: ImportChoice,
): TypedFormat | undefined {
  const all = formatsFor(dataType);
  const named = all.filter(({ format }) => format.id === id);
  return named.find(({ type }) => type.id === typeId) ?? named[0] ?? all[0];
}

interface WantedFiles {
  readonly wanted: readonly Wanted[];
  /** Label names in the order of the files that list them; empty where none does. */
  readonly classes: readonly string[];
}

async function wantedFiles(
  jobId: JobId,
  dataType: DataType,
  choice: ImportChoice,
): Promise<WantedFiles> {
  const { files } = await readScan(jobId);
  const byPath = new Map<string, FoundFile>();
  for (const file of files) if (!file.isLabelFile) byPath.set(file.path, file);
  const chosen = formatOf(dataType, choice);
  const wanted: Wanted[] = [];
  let classes: readonly string[] = [];
  if (!chosen) return { wanted, classes };
  const { format, type } = chosen;
  const taken = new Set<FoundFile>();
  const options: ReadOptions = {
    tellClasses: (names) => (classes = names),
    tellLabelFile: (path) => {
      const file = byPath.get(path);
      if (file) taken.add(file);
    },
  };
  for await (const found of format.read(
    sourceFiles(files),
    () => undefined,
    options,
  )) {
    const file = byPath.get(found.path);
    if (!file) continue;
    taken.add(file);
    wanted.push({ file, found });
  }
  // Names that a format does not know come without labels.
  for (const file of files)
    if (!file.isLabelFile && !taken.has(file))
      wanted.push({ file, found: bare(file.path) });
  const kept: Wanted[] = [];
  for (const one of merged(wanted))
    if (await isWanted(one, type, choice)) kept.push(one);
  return { wanted: kept, classes };
}

async function targetOf({
  choice,
  dataType,
  at,
}: CommitTask): Promise<LabelTarget | null> {
  const job = choice.labelingJobId
    ? await getLabelingJob(choice.labelingJobId)
    : undefined;
  const chosen = formatOf(dataType, choice);
  // Boxes are no labels of whole pictures: they go to a job of their own type only.
  if (
    !job ||
    (choice.labelingStatus === "labeled" && job.type !== chosen?.type.id)
  )
    return null;
  const { id: jobId, type: typeId, singleLabel: single } = job;
  return { jobId, typeId, single, choice, at };
}

/** @param save makes the progress durable before it resolves. */
export async function commitImport(
  task: CommitTask,
  save: (progress: CommitProgress) => Promise<void>,
  report: (progress: Progress) => void,
  reportProblem: (problem: Problem) => void,
  signal: AbortSignal,
): Promise<ImportResult> {
  const { jobId, datasetId, dataType, choice, from } = task;
  const target = await targetOf(task);
  const chosen = formatOf(dataType, choice);
  if (chosen?.type.holdsTexts) {
    const { files } = await readScan(jobId);
    const handlers = [save, report, reportProblem, signal] as const;
    return commitTexts(task, chosen, files, target, ...handlers);
  }
  const { wanted, classes } = await wantedFiles(jobId, dataType, choice);
  if (target) await addClasses(classes, target);
  let { imported, labeled } = from ?? { imported: 0, labeled: 0 };
  const total = wanted.length;
  for (let next = from?.next ?? 0; next < total; next += CHUNK) {
    signal.throwIfAborted();
    const chunk = wanted.slice(next, next + CHUNK);
    const fresh =
      from?.next === next ? from.fresh : await countFresh(datasetId, chunk);
    await save({ next, imported, labeled, fresh });
    const samples = await addSamples(datasetId, chunk.map(newSample));
    if (target)
      labeled += await labelSamples(chunk, samples, target, reportProblem);
    imported += fresh;
    report({ done: Math.min(total, next + CHUNK), total, unit: "samples" });
  }
  const duplicates = total - imported;
  return { samples: total, imported, labeled, duplicates };
}
