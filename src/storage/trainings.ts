import type { JobId } from "#core/ids.ts";
import type { TrainingRun } from "#core/training.ts";
import { database } from "./database.ts";
import { guarded } from "./errors.ts";

export async function addTrainingRun(row: TrainingRun): Promise<void> {
  await guarded(() => database.trainings.add(row));
}

export async function updateTrainingRun(
  id: JobId,
  patch: Partial<Omit<TrainingRun, "id">>,
): Promise<void> {
  await guarded(() => database.trainings.update(id, patch));
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
  await guarded(() => database.trainings.delete(id));
}
