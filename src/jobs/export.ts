/** Exports samples and labels as an archive. A killed export starts anew: its file is not whole. */
import { proxy } from "comlink";
import { newId, type DatasetId, type JobId } from "#core/ids.ts";
import type { Problem } from "#core/problems.ts";
import { deleteDataset, requireFreeName } from "#storage/datasets.ts";
import { readDownload } from "#storage/downloads.ts";
import { trace } from "#storage/traces.ts";
import { withTransfer, type ExportTask } from "#workers/transfer.client.ts";
import { stopReason, type JobContext, type RunJob } from "./kind.ts";
import { makeNewDataset, type DatasetTarget } from "./new-dataset.ts";
import { startJob } from "./runner.ts";

export interface NewExport {
  readonly datasetId: DatasetId;
  /** The dataset's name, for the tray and the file. */
  readonly title: string;
  readonly source: ExportTask["source"];
  readonly format: string;
  /** Hard examples are told in the label files that have a place for it (spec 10); nothing is left out. */
  readonly writesHard?: boolean;
  /** A file or folder the user picked, a dataset to be made, or null to download the archive afterwards. */
  readonly target:
    | FileSystemFileHandle
    | FileSystemDirectoryHandle
    | { readonly kind: "dataset"; readonly name: string }
    | null;
}

export interface ExportInput extends Omit<NewExport, "title" | "target"> {
  readonly target:
    FileSystemFileHandle | FileSystemDirectoryHandle | DatasetTarget | null;
  readonly fileName: string;
}

/** What came out; the row of the export history (spec 10). */
export interface ExportResult {
  readonly bytes: number;
  readonly samples: number;
  readonly fileName: string;
  /** Already in the file the user picked. */
  readonly saved: boolean;
  /** The dataset that was made; left out where a file was written. */
  readonly datasetId?: DatasetId;
}

/** @throws AppError('format') for the name of a new dataset that is against the rules or taken. */
export async function startExport({
  title,
  target: asked,
  ...rest
}: NewExport): Promise<JobId> {
  const isCopy = asked?.kind === "dataset";
  if (isCopy) await requireFreeName(asked.name);
  const target = isCopy ? { ...asked, datasetId: newId<DatasetId>() } : asked;
  const fileName =
    isCopy || asked?.kind === "directory"
      ? `${asked.name}/`
      : (asked?.name ?? `${title}.zip`);
  const input: ExportInput = { ...rest, target, fileName };
  return startJob("export", {
    title,
    input,
    datasetId: rest.datasetId,
    unit: "samples",
  });
}

/** The archive of a finished export or backup; null when it was saved elsewhere or cleared. */
export function downloadResult(jobId: JobId): Promise<Blob | null> {
  return readDownload(jobId);
}

async function copyTo(
  target: DatasetTarget,
  { job, signal, report }: JobContext,
): Promise<Pick<ExportResult, "samples" | "bytes">> {
  const { source, datasetId: from } = job.input as ExportInput;
  const { datasetId } = target;
  try {
    const labelingJobId = await makeNewDataset(target, from, source);
    const task = { source, datasetId, labelingJobId, at: job.createdAt };
    return await withTransfer(
      (api) => api.copySamples(task, proxy(report), signal),
      signal,
    );
  } catch (error) {
    // Half of a copy is of no use to anyone; after a kill or a pause it goes on.
    if (stopReason(signal) === "cancel") await deleteDataset(datasetId);
    throw error;
  }
}

async function write(
  target: FileSystemFileHandle | FileSystemDirectoryHandle | null,
  { job, signal, report, addProblems }: JobContext,
): Promise<Pick<ExportResult, "samples" | "bytes">> {
  const { source, format, writesHard } = job.input as ExportInput;
  const task: ExportTask = {
    jobId: job.id,
    source,
    format,
    writesHard: writesHard === true,
  };
  const problems: Problem[] = [];
  const note = proxy((problem: Problem) => void problems.push(problem));
  const done = await withTransfer(
    (api) => api.exportArchive(task, target, proxy(report), note, signal),
    signal,
  );
  await addProblems(problems);
  return done;
}

const run: RunJob = async (context): Promise<ExportResult> => {
  const { job } = context;
  const { format, target, fileName, datasetId } = job.input as ExportInput;
  const isCopy = target?.kind === "dataset";
  const done = isCopy
    ? await copyTo(target, context)
    : await write(target, context);
  await trace({
    name: "exportDataFromDataset",
    resourceType: "Dataset",
    resourceId: datasetId,
    resourceName: job.title,
    source: "export",
    detail: { format: isCopy ? "dataset" : format, ...done },
  });
  return {
    ...done,
    fileName,
    saved: target !== null,
    ...(isCopy ? { datasetId: target.datasetId } : {}),
  };
};

export default run;
