/**
 * Puts what was scanned, and the user agreed to, into the dataset: samples first, then items and
 * labels of the labeling job. Works in chunks, and notes before each what it finds: after a kill
 * only the chunk under way is done again, with the same outcome and the same figures.
 */
import type { DataType } from "#core/data-type.ts";
import type { BlobHash, DatasetId, JobId } from "#core/ids.ts";
import type { FoundFile, ImportChoice, ImportResult } from "#core/import.ts";
import type { Progress } from "#core/job.ts";
import type { Problem } from "#core/problems.ts";
import type { FoundSample, ManifestAnnotation } from "#labeling/contract.ts";
import { getLabelingJob } from "#storage/labeling-jobs.ts";
import { addSamples, knownHashes, type NewSample } from "#storage/samples.ts";
import {
  addClasses,
  labelNames,
  labelSamples,
  type LabelTarget,
  type Wanted,
} from "./import-labels.ts";
import { formatsFor, readScan, sourceFiles } from "./import-plan.ts";

/** Samples of one transaction: what a kill makes do again. */
export const CHUNK = 2000;

const bare = (path: string): FoundSample => ({
  path,
  annotations: [],
  usage: null,
  hard: null,
});

function isWanted({ found }: Wanted, choice: ImportChoice): boolean {
  if (choice.onlyHard && !found.hard) return false;
  const { includedLabels, labelingStatus } = choice;
  if (labelingStatus === "unlabeled" || includedLabels.length === 0)
    return true;
  return labelNames(found.annotations).some((name) =>
    includedLabels.includes(name),
  );
}

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

interface Read {
  readonly wanted: readonly Wanted[];
  /** Label names in the order of the files that list them. */
  readonly classes: readonly string[];
}

async function wantedFiles(
  { jobId, dataType, choice }: CommitTask,
  typeId: string | null,
): Promise<Read> {
  const { files } = await readScan(jobId);
  const byPath = new Map<string, FoundFile>();
  for (const file of files) if (!file.isLabelFile) byPath.set(file.path, file);
  const formats = formatsFor(dataType, typeId).map(({ format }) => format);
  const format = formats.find(({ id }) => id === choice.format) ?? formats[0];
  const wanted: Wanted[] = [];
  const classes: string[] = [];
  if (!format) return { wanted, classes };
  const taken = new Set<FoundFile>();
  for await (const found of format.read(
    sourceFiles(files),
    () => undefined,
    (names) => classes.push(...names),
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
  const kept = merged(wanted).filter((one) => isWanted(one, choice));
  return { wanted: kept, classes };
}

const newSample = ({ file, found }: Wanted): NewSample => {
  const { hash, bytes, mime, media } = file;
  return { path: found.samplePath ?? file.path, hash, bytes, mime, media };
};

/** Where a commit stands. */
export interface CommitProgress {
  /** Files done. */
  readonly next: number;
  readonly imported: number;
  readonly labeled: number;
  /** Of the chunk at `next`, those that the dataset did not have when it was begun. */
  readonly fresh: number;
}

export interface CommitTask {
  readonly jobId: JobId;
  readonly datasetId: DatasetId;
  readonly dataType: DataType;
  readonly choice: ImportChoice;
  /** When the import began, milliseconds since 1970. */
  readonly at: number;
  /** Where a commit that was stopped goes on; null at first. */
  readonly from: CommitProgress | null;
}

async function targetOf({
  choice,
  at,
}: CommitTask): Promise<LabelTarget | null> {
  const job = choice.labelingJobId
    ? await getLabelingJob(choice.labelingJobId)
    : undefined;
  if (!job) return null;
  const { id: jobId, type: typeId, singleLabel: single } = job;
  return { jobId, typeId, single, choice, at };
}

async function countFresh(
  datasetId: DatasetId,
  chunk: readonly Wanted[],
): Promise<number> {
  const hashes = [...new Set(chunk.map(({ file }) => file.hash))];
  return hashes.length - (await knownHashes(datasetId, hashes)).size;
}

/** @param save makes the progress durable before it resolves. */
export async function commitImport(
  task: CommitTask,
  save: (progress: CommitProgress) => Promise<void>,
  report: (progress: Progress) => void,
  reportProblem: (problem: Problem) => void,
  signal: AbortSignal,
): Promise<ImportResult> {
  const { datasetId, from } = task;
  const target = await targetOf(task);
  const { wanted, classes } = await wantedFiles(task, target?.typeId ?? null);
  if (target) await addClasses(classes, target);
  let { imported, labeled } = from ?? { imported: 0, labeled: 0 };
  const total = wanted.length;
  for (let next = from?.next ?? 0; next < total; next += CHUNK) {
    signal.throwIfAborted();
    const chunk = wanted.slice(next, next + CHUNK);
    const fresh =
      from?.next === next ? from.fresh : await countFresh(datasetId, chunk);
    await save({ next, imported, labeled, fresh });
    const { all } = await addSamples(datasetId, chunk.map(newSample));
    if (target)
      labeled += await labelSamples(chunk, all, target, reportProblem);
    imported += fresh;
    report({ done: Math.min(total, next + CHUNK), total, unit: "samples" });
  }
  const duplicates = total - imported;
  return { samples: total, imported, labeled, duplicates };
}
