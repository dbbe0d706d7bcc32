/** Publishes a dataset version. The version's id is in the cursor, so a repeated run publishes once. */
import { proxy } from "comlink";
import { AppError } from "#core/errors.ts";
import {
  newId,
  type JobId,
  type ProjectId,
  type VersionId,
} from "#core/ids.ts";
import { getLabelingJob } from "#storage/labeling-jobs.ts";
import { withTransfer, type PublishTask } from "#workers/transfer.client.ts";
import type { RunJob } from "./kind.ts";
import { startJob } from "./runner.ts";

export async function startPublish(
  task: PublishTask,
  projectId: ProjectId | null = null,
): Promise<JobId> {
  const job = await getLabelingJob(task.labelingJobId);
  if (!job)
    throw new AppError("storage", "The labeling job was deleted", {
      reason: "missing",
    });
  return startJob("publish", {
    title: job.name,
    input: task,
    datasetId: job.datasetId,
    labelingJobId: job.id,
    projectId,
    unit: "samples",
  });
}

const run: RunJob = async ({ job, signal, report, save }) => {
  const versionId = (job.cursor as VersionId | null) ?? newId<VersionId>();
  await save(versionId);
  await withTransfer(
    (api) =>
      api.publishVersion(
        job.input as PublishTask,
        versionId,
        proxy(report),
        signal,
      ),
    signal,
  );
  return { versionId };
};

export default run;
