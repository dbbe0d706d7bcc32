/** Exports samples and labels as an archive. A killed export starts anew: its file is not whole. */
import { proxy } from "comlink";
import type { DatasetId, JobId } from "#core/ids.ts";
import type { Problem } from "#core/problems.ts";
import { readDownload } from "#storage/downloads.ts";
import { trace } from "#storage/traces.ts";
import { withTransfer, type ExportTask } from "#workers/transfer.client.ts";
import type { RunJob } from "./kind.ts";
import { startJob } from "./runner.ts";

export interface NewExport {
  readonly datasetId: DatasetId;
  /** The dataset's name, for the tray and the file. */
  readonly title: string;
  readonly source: ExportTask["source"];
  readonly format: string;
  /** A file or folder the user picked, or null to download the archive afterwards. */
  readonly target: FileSystemFileHandle | FileSystemDirectoryHandle | null;
}

export interface ExportInput extends Omit<NewExport, "title"> {
  readonly fileName: string;
}

/** What came out; the row of the export history (spec 10). */
export interface ExportResult {
  readonly bytes: number;
  readonly samples: number;
  readonly fileName: string;
  /** Already in the file the user picked. */
  readonly saved: boolean;
}

export async function startExport({
  title,
  ...rest
}: NewExport): Promise<JobId> {
  const fileName =
    rest.target?.kind === "directory"
      ? `${rest.target.name}/`
      : (rest.target?.name ?? `${title}.zip`);
  const input: ExportInput = { ...rest, fileName };
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

const run: RunJob = async ({
  job,
  signal,
  report,
  addProblems,
}): Promise<ExportResult> => {
  const { source, format, target, fileName, datasetId } =
    job.input as ExportInput;
  const task: ExportTask = { jobId: job.id, source, format };
  const problems: Problem[] = [];
  const note = proxy((problem: Problem) => void problems.push(problem));
  const done = await withTransfer(
    (api) => api.exportArchive(task, target, proxy(report), note, signal),
    signal,
  );
  await addProblems(problems);
  await trace({
    name: "exportDataFromDataset",
    resourceType: "Dataset",
    resourceId: datasetId,
    resourceName: job.title,
    source: "export",
    detail: { format, ...done },
  });
  return { ...done, fileName, saved: target !== null };
};

export default run;
