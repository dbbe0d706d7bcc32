/** What every change of labels needs: the row as it is now, and a line in the audit log. */
import { AppError } from "#core/errors.ts";
import type { LabelId, LabelingJobId } from "#core/ids.ts";
import type { Label } from "#core/label.ts";
import { database } from "./database.ts";
import { trace } from "./traces.ts";

/** @throws AppError('storage') when it was deleted, in another tab or by an undone step. */
export async function requireLabel(id: LabelId): Promise<Label> {
  const label = await database.labels.get(id);
  if (!label)
    throw new AppError("storage", "The label was deleted", {
      reason: "missing",
    });
  return label;
}

/** Notes in the audit log what was done to labels. Call it inside a transaction that includes `labelingJobs` and `traces`. */
export async function jobTrace(
  jobId: LabelingJobId,
  name: string,
  detail: unknown,
): Promise<void> {
  const job = await database.labelingJobs.get(jobId);
  await trace({
    name,
    resourceType: "Dataset",
    resourceId: jobId,
    resourceName: job?.name ?? "",
    detail,
  });
}
