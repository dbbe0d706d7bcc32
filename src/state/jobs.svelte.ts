/** Background jobs as the tray and the home page show them. */
import { AppError } from "#core/errors.ts";
import type { JobId } from "#core/ids.ts";
import type { Job } from "#core/job.ts";
import type { TablePredictionInput } from "#jobs/predict-table.ts";
import {
  cancelJob,
  jobEnded,
  confirmJob,
  pauseJob,
  resumeJob,
} from "#jobs/runner.ts";
import type {
  SampleProject,
  SampleProjectResult,
} from "#jobs/sample-project.ts";
import { readDownload } from "#storage/downloads.ts";
import { deleteJob, listJobs } from "#storage/jobs.ts";
import { Live } from "./live.svelte.ts";

const ENDED: readonly Job["state"][] = ["done", "failed", "cancelled"];

export const hasEnded = (job: Job): boolean => ENDED.includes(job.state);

/** Where to see what a job is about, and answer it when it waits; null when it has no page. */
export function jobPage({
  id,
  kind,
  input,
  projectId,
  datasetId,
}: Job): string | null {
  if (kind === "predict_table")
    return `/services/${(input as TablePredictionInput).serviceId}`;
  if (projectId) return `/exeml/${projectId}`;
  if (!datasetId) return null;
  const dataset = `/datasets/${datasetId}`;
  return kind === "import" ? `${dataset}?import=${id}` : dataset;
}

class Jobs {
  readonly #rows = new Live<readonly Job[]>(listJobs, []);

  /** Newest first. */
  get all(): readonly Job[] {
    return this.#rows.current;
  }

  /** What runs, waits or is paused. */
  get open(): readonly Job[] {
    return this.all.filter((job) => !hasEnded(job));
  }

  get(id: string): Job | undefined {
    return this.all.find((job) => job.id === id);
  }

  readonly cancel = cancelJob;
  readonly pause = pauseJob;
  readonly resume = resumeJob;
  readonly confirm = confirmJob;
  readonly remove = deleteJob;
  readonly download = (id: JobId): Promise<Blob | null> => readDownload(id);

  /** Makes a sample project. @returns the path to what is there to do, when it is ready. */
  readonly makeSampleProject = async (
    kind: SampleProject,
    title: string,
  ): Promise<string> => {
    // Not part of the first screen: it draws, labels and knows the labeling types.
    const { startSampleProject } = await import("#jobs/sample-project.ts");
    const { result, error } = await jobEnded(
      await startSampleProject(kind, title),
    );
    if (error) throw new AppError(error.code, error.message, error.detail);
    const { datasetId, labelingJobId } = result as SampleProjectResult;
    return labelingJobId
      ? `/label/${labelingJobId}`
      : `/datasets/${datasetId}?tab=samples`;
  };
}

export const jobs = new Jobs();

/** Offers a file to the browser's downloads. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
