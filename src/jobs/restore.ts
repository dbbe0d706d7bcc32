/** Brings a backup back. The archive is staged first, so that a killed restore can go on. */
import { proxy } from "comlink";
import { AppError } from "#core/errors.ts";
import type { JobId } from "#core/ids.ts";
import type { Problem } from "#core/problems.ts";
import { markDatabaseUsed } from "#storage/health.ts";
import { stagedFile, stageFiles } from "#storage/staging.ts";
import { trace } from "#storage/traces.ts";
import { endAbandonedRuns } from "#storage/trainings.ts";
import { withTransfer } from "#workers/transfer.client.ts";
import type { RunJob } from "./kind.ts";
import { resumeJob, startJob } from "./runner.ts";

export async function startRestore(
  title: string,
  archive: File,
): Promise<JobId> {
  const id = await startJob("restore", {
    title,
    input: { fileName: archive.name },
    held: true,
  });
  await stageFiles([
    { jobId: id, index: 0, path: archive.name, file: archive },
  ]);
  await resumeJob(id);
  return id;
}

const run: RunJob = async ({ job, signal, report, addProblems }) => {
  const staged = await stagedFile(job.id, 0);
  if (!staged)
    throw new AppError("storage", "The backup file is gone; choose it again", {
      reason: "missing",
    });
  const problems: Problem[] = [];
  const note = proxy((problem: Problem) => void problems.push(problem));
  try {
    const result = await withTransfer(
      (api) =>
        api.restoreBackup(
          staged.file,
          staged.path,
          proxy(report),
          note,
          signal,
        ),
      signal,
    );
    markDatabaseUsed(true);
    await endAbandonedRuns();
    await trace({
      name: "restore",
      resourceType: "Storage",
      resourceId: job.id,
      resourceName: staged.path,
      source: "restore",
      detail: result,
    });
    return result;
  } finally {
    await addProblems(problems);
  }
};

export default run;
