import type { JobId } from "#core/ids.ts";
import type { TrainingRun } from "#core/training.ts";
import { trainingBlobs } from "./blob-owners.ts";
import { releaseBlobs, retainBlobs } from "./blobs.ts";
import { database } from "./database.ts";
import { guarded } from "./errors.ts";

export async function addTrainingRun(row: TrainingRun): Promise<void> {
  await guarded(() => database.trainings.add(row));
}

/** Files the patch brings (checkpoint, model) are kept from now on, those it replaces are let go. */
export async function updateTrainingRun(
  id: JobId,
  patch: Partial<Omit<TrainingRun, "id">>,
): Promise<void> {
  const { trainings, blobs } = database;
  await guarded(() =>
    database.transaction("rw", trainings, blobs, async () => {
      const before = await trainings.get(id);
      if (!before) return;
      const after = { ...before, ...patch };
      await retainBlobs(trainingBlobs(after));
      await releaseBlobs(trainingBlobs(before));
      await trainings.put(after);
    }),
  );
}

export async function getTrainingRun(
  id: JobId,
): Promise<TrainingRun | undefined> {
  return guarded(() => database.trainings.get(id));
}

/** Newest first. */
export async function listTrainingRuns(): Promise<TrainingRun[]> {
  return guarded(async () =>
    (await database.trainings.toArray()).sort(
      (a, b) => b.createdAt - a.createdAt,
    ),
  );
}

export async function deleteTrainingRun(id: JobId): Promise<void> {
  const { trainings, blobs } = database;
  await guarded(() =>
    database.transaction("rw", trainings, blobs, async () => {
      const run = await trainings.get(id);
      if (!run) return;
      await trainings.delete(id);
      await releaseBlobs(trainingBlobs(run));
    }),
  );
}
