/** A file of rows, answered by a service. A killed prediction starts anew: its file is not whole. */
import { AppError } from "#core/errors.ts";
import type { JobId } from "#core/ids.ts";
import { answersCalls, type Service } from "#core/service.ts";
import { keepDownload } from "#storage/downloads.ts";
import { deleteJob } from "#storage/jobs.ts";
import { getService, tracePrediction } from "#storage/services.ts";
import { stagedFile, stageFiles } from "#storage/staging.ts";
import { PredictPool } from "#workers/predict.client.ts";
import type { RunJob } from "./kind.ts";
import { resumeJob, startJob } from "./runner.ts";

export interface TablePredictionInput {
  readonly serviceId: Service["id"];
  /** The first row names the columns; without, they go by their places. */
  readonly hasHeader: boolean;
}

export interface TablePredictionResult {
  readonly fileName: string;
  readonly rows: number;
  /** Rows of another length, left out. */
  readonly ignored: number;
  /** Columns of the model that the file lacks. */
  readonly lacking: readonly string[];
}

/** The file is copied first, so that nothing is needed from the user after a kill. */
export async function startTablePrediction(
  input: TablePredictionInput,
  path: string,
  file: Blob,
): Promise<JobId> {
  const id = await startJob("predict_table", {
    title: path,
    input,
    unit: "bytes",
    held: true,
  });
  try {
    await stageFiles([{ jobId: id, index: 0, path, file }]);
  } catch (error) {
    await deleteJob(id);
    throw error;
  }
  await resumeJob(id);
  return id;
}

const run: RunJob = async ({
  job,
  signal,
  report,
  addProblems,
}): Promise<TablePredictionResult> => {
  const { serviceId, hasHeader } = job.input as TablePredictionInput;
  const [service, given] = await Promise.all([
    getService(serviceId),
    stagedFile(job.id, 0),
  ]);
  if (!given)
    throw new AppError(
      "storage",
      "The page was closed before the file was copied: choose it again",
      { reason: "staging" },
    );
  if (!service || !answersCalls(service.state))
    throw new AppError(
      "model",
      service
        ? `The service is ${service.state}: start it first`
        : "The service was deleted",
    );
  const { path, file: rows } = given;
  const pool = new PredictPool(service);
  const { file, problems, ...facts } = await pool.predictTable(
    { path, file: rows, hasHeader },
    report,
    signal,
  );
  await keepDownload(job.id, file);
  await addProblems(problems);
  await tracePrediction(service, { rows: facts.rows });
  const name = path.replace(/\.[^.]*$/, "");
  return { ...facts, fileName: `${name}-predicted.csv` };
};

export default run;
