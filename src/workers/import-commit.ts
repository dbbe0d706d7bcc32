/**
 * Puts what was scanned, and the user agreed to, into the dataset: samples first, then items and
 * labels of the labeling job. Works in chunks, and notes before each what it finds: after a kill
 * only the chunk under way is done again, with the same outcome and the same figures.
 */
import type { DataType } from "#core/data-type.ts";
import type { ImportChoice, ImportResult } from "#core/import.ts";
import type { Progress } from "#core/job.ts";
import type { NewLabel } from "#core/label.ts";
import type { Problem } from "#core/problems.ts";
import { getLabelingJob } from "#storage/labeling-jobs.ts";
import { addSamples } from "#storage/samples.ts";
import {
  CHUNK,
  countFresh,
  newSample,
  type CommitProgress,
  type CommitTask,
} from "./commit-chunk.ts";
import { commitTexts } from "./commit-texts.ts";
import {
  addClasses,
  labelSamples,
  type LabelTarget,
  readLabels,
} from "./import-labels.ts";
import { formatsFor, readScan, type TypedFormat } from "./import-sources.ts";
import { FILE_ORDER, inChunks, wantedFiles } from "./wanted-files.ts";

function formatOf(
  dataType: DataType,
  { format: id, typeId }: ImportChoice,
): TypedFormat | undefined {
  const all = formatsFor(dataType);
  const named = all.filter(({ format }) => format.id === id);
  return named.find(({ type }) => type.id === typeId) ?? named[0] ?? all[0];
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

/**
 * Where to go on. What was begun in another order is gone through again from the first file on: what
 * is there already stays as it is.
 */
function startOf(
  from: CommitProgress | null,
): Omit<CommitProgress, "fresh"> & { readonly fresh: number | null } {
  if (from?.order === FILE_ORDER) return from;
  return { next: 0, imported: from?.imported ?? 0, labeled: 0, fresh: null };
}

/** @param save makes the progress durable before it resolves. */
export async function commitImport(
  task: CommitTask,
  save: (progress: CommitProgress) => Promise<void>,
  report: (progress: Progress) => void,
  reportProblem: (problem: Problem) => void,
  signal: AbortSignal,
): Promise<ImportResult> {
  const { jobId, datasetId, dataType, choice } = task;
  const target = await targetOf(task);
  const chosen = formatOf(dataType, choice);
  if (chosen?.type.holdsTexts) {
    const { files } = await readScan(jobId);
    const handlers = [save, report, reportProblem, signal] as const;
    return commitTexts(task, chosen, files, target, ...handlers);
  }
  if (!chosen) return { samples: 0, imported: 0, labeled: 0, duplicates: 0 };
  const { files } = await readScan(jobId);
  const classes: NewLabel[] = [];
  const tellLabels = (labels: readonly NewLabel[]): void =>
    void classes.push(...labels);
  const nameLabels = async (): Promise<void> => {
    const told = classes.splice(0);
    if (target && told.length > 0) await addClasses(told, target);
  };
  const most = files.filter((file) => !file.isLabelFile).length;
  const from = startOf(task.from);
  let { imported, labeled } = from;
  let next = 0;
  for await (const chunk of inChunks(
    wantedFiles(files, chosen, choice, tellLabels),
    CHUNK,
  )) {
    signal.throwIfAborted();
    await nameLabels();
    if (next >= from.next) {
      const noted = from.next === next ? from.fresh : null;
      const fresh = noted ?? (await countFresh(datasetId, chunk));
      await save({ next, imported, labeled, fresh, order: FILE_ORDER });
      const labels = target && (await readLabels(chunk, target, reportProblem));
      const samples = await addSamples(datasetId, chunk.map(newSample));
      if (target && labels)
        labeled += await labelSamples(chunk, labels, samples, target);
      imported += fresh;
    }
    next += chunk.length;
    report({ done: next, total: Math.max(most, next), unit: "samples" });
  }
  await nameLabels();
  report({ done: next, total: next, unit: "samples" });
  return { samples: next, imported, labeled, duplicates: next - imported };
}
