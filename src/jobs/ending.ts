/** What a job's row says after its work threw. */
import { isCancelled, toErrorRecord } from "#core/errors.ts";
import type { JobId } from "#core/ids.ts";
import { isQuotaError, toStorageError } from "#storage/errors.ts";
import { updateJob } from "#storage/jobs.ts";
import { spendReserve } from "#storage/reserve.ts";
import { clearStaging } from "#storage/staging.ts";

/** @param stop what the user asked for, if anything. */
export async function writeEnding(
  id: JobId,
  stop: "cancel" | "pause" | null,
  thrown: unknown,
): Promise<void> {
  const error = await toStorageError(thrown);
  if (stop === "pause" && isCancelled(error)) {
    await updateJob(id, { state: "paused", waitingFor: null });
  } else if (isCancelled(error)) {
    await clearStaging(id);
    await updateJob(id, {
      state: "cancelled",
      waitingFor: null,
      endedAt: Date.now(),
    });
  } else if (isQuotaError(error)) {
    await spendReserve();
    await updateJob(id, {
      state: "waiting",
      waitingFor: "space",
      error: toErrorRecord(error),
    });
  } else {
    await updateJob(id, {
      state: "failed",
      error: toErrorRecord(error),
      endedAt: Date.now(),
    });
  }
}
