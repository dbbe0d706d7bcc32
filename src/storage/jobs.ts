import { AppError } from "#core/errors.ts";
import type { JobId } from "#core/ids.ts";
import type { Job } from "#core/job.ts";
import { database } from "./database.ts";
import { guarded } from "./errors.ts";
import { clearStaging } from "./staging.ts";

export async function addJob(job: Job): Promise<void> {
  await guarded(() => database.jobs.add(job));
}

export async function updateJob(
  id: JobId,
  patch: Partial<Omit<Job, "id">>,
): Promise<void> {
  await guarded(() =>
    database.jobs.update(id, { ...patch, updatedAt: Date.now() }),
  );
}

/** @throws AppError('storage') when it was deleted. */
export async function requireJob(id: JobId): Promise<Job> {
  const job = await getJob(id);
  if (!job)
    throw new AppError("storage", "The job was deleted", { reason: "missing" });
  return job;
}

export async function getJob(id: JobId): Promise<Job | undefined> {
  return guarded(() => database.jobs.get(id));
}

/** Newest first. */
export async function listJobs(): Promise<Job[]> {
  return guarded(() => database.jobs.orderBy("createdAt").reverse().toArray());
}

/** With the files it was handed and did not take in. */
export async function deleteJob(id: JobId): Promise<void> {
  await clearStaging(id);
  await guarded(() => database.jobs.delete(id));
}
