import type { Job } from "#core/job.ts";
import { clearStaging, stagingJobs } from "#storage/staging.ts";

/**
 * Removes files that were handed to jobs which are over, left by a kill at their end. Those of a
 * failed job stay: it may be tried again.
 * @param jobs all there are.
 */
export async function clearEndedStaging(jobs: readonly Job[]): Promise<void> {
  const open = new Set(
    jobs
      .filter(({ state }) => state !== "done" && state !== "cancelled")
      .map(({ id }) => id),
  );
  for (const id of await stagingJobs())
    if (!open.has(id)) await clearStaging(id);
}
