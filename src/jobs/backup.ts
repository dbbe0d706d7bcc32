/** Everything on this device in one archive. */
import { proxy } from "comlink";
import type { JobId } from "#core/ids.ts";
import type { Problem } from "#core/problems.ts";
import { noteBackup } from "#storage/health.ts";
import { trace } from "#storage/traces.ts";
import { withTransfer } from "#workers/transfer.client.ts";
import type { ExportResult } from "./export.ts";
import type { RunJob } from "./kind.ts";
import { startJob } from "./runner.ts";

interface BackupInput {
  readonly target: FileSystemFileHandle | null;
  readonly fileName: string;
}

/** @param title what the tray shows. @param target a file the user picked, or null to download it afterwards. */
export async function startBackup(
  title: string,
  target: FileSystemFileHandle | null,
): Promise<JobId> {
  const day = new Date().toISOString().slice(0, 10);
  const input: BackupInput = { target, fileName: `gleaner-backup-${day}.zip` };
  return startJob("backup", { title, input });
}

const run: RunJob = async ({
  job,
  signal,
  report,
  addProblems,
}): Promise<ExportResult> => {
  const { target, fileName } = job.input as BackupInput;
  const problems: Problem[] = [];
  const note = proxy((problem: Problem) => void problems.push(problem));
  const { bytes, files } = await withTransfer(
    (api) => api.writeBackup(job.id, target, proxy(report), note, signal),
    signal,
  );
  await addProblems(problems);
  await noteBackup(Date.now());
  await trace({
    name: "backup",
    resourceType: "Storage",
    resourceId: job.id,
    resourceName: fileName,
    source: "backup",
    detail: { bytes, files },
  });
  return { bytes, samples: files, fileName, saved: target !== null };
};

export default run;
