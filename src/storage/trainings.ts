import type { JobId, ProjectId } from "#core/ids.ts";
import { OPEN_TRAINING_STATES, type TrainingRun } from "#core/training.ts";
import { trainingBlobs } from "./blob-owners.ts";
import { releaseBlobs, retainBlobs } from "./blobs.ts";
import { database } from "./database.ts";
import { guarded } from "./errors.ts";
import { trace } from "./traces.ts";

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

/** Nothing changes such a run any more but its removal. */
const isFinal = ({ state, modelId }: TrainingRun): boolean =>
  state === "Completed" ? modelId !== null : state === "Terminated";

/**
 * Of one project, newest first.
 * @param known runs that were read before and are final: evaluations are large, and these are not
 * read again. What is read now and final is added.
 */
export async function listTrainingRuns(
  projectId: ProjectId,
  known: Map<JobId, TrainingRun> = new Map(),
): Promise<TrainingRun[]> {
  return guarded(async () => {
    const { trainings } = database;
    const ids = await trainings.where({ projectId }).primaryKeys();
    const rows = await trainings.bulkGet(ids.filter((id) => !known.has(id)));
    const read = new Map(rows.flatMap((row) => (row ? [[row.id, row]] : [])));
    for (const [id, row] of read) if (isFinal(row)) known.set(id, row);
    return ids
      .flatMap((id) => known.get(id) ?? read.get(id) ?? [])
      .sort((a, b) => b.createdAt - a.createdAt);
  });
}

/**
 * Terminates the runs whose job will not go on: it was cancelled while nobody ran it, or is not on
 * this device, because a backup brought the run.
 */
export async function endAbandonedRuns(): Promise<void> {
  const { trainings, jobs, traces } = database;
  await guarded(() =>
    database.transaction("rw", trainings, jobs, traces, async () => {
      // By key: the row of a run that is evaluated is large, and most runs have a job that ended well.
      const ids = await trainings.toCollection().primaryKeys();
      const theirs = await jobs.bulkGet(ids);
      const left = ids.filter(
        (_, i) => (theirs[i]?.state ?? "cancelled") === "cancelled",
      );
      for (const run of await trainings.bulkGet(left)) {
        if (!run || !OPEN_TRAINING_STATES.includes(run.state)) continue;
        const ended = { state: "Terminated", endedAt: Date.now() } as const;
        await trainings.update(run.id, ended);
        await trace({
          name: "stopModelArtsTrainVersion",
          resourceType: "ModelArtsTrainJob",
          resourceId: run.id,
          resourceName: run.name,
          source: "train",
        });
      }
    }),
  );
}
