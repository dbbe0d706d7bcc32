/** Dataset -> labeling job: items for the samples that the job lacks. */
import { AppError } from "#core/errors.ts";
import type { JobId, LabelingJobId } from "#core/ids.ts";
import { getLabelingJob, synchronizeNewData } from "#storage/labeling-jobs.ts";
import type { RunJob } from "./kind.ts";
import { startJob } from "./runner.ts";

export async function startSynchronize(
  labelingJobId: LabelingJobId,
): Promise<JobId> {
  const job = await getLabelingJob(labelingJobId);
  if (!job)
    throw new AppError("storage", "The labeling job was deleted", {
      reason: "missing",
    });
  return startJob("synchronize", {
    title: job.name,
    input: { labelingJobId },
    datasetId: job.datasetId,
    labelingJobId,
    unit: "samples",
  });
}

const run: RunJob = async ({ job, signal, report }) => {
  const { labelingJobId } = job.input as {
    readonly labelingJobId: LabelingJobId;
  };
  const added = await synchronizeNewData(
    labelingJobId,
    (done, total) => report({ done, total, unit: "samples" }),
    signal,
  );
  return { added };
};

export default run;
