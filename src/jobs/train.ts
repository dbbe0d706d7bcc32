/**
 * Trains one model in a worker and keeps the training run's row true: curve, checkpoint, backend,
 * events, evaluation. The job's id is the run's id. After a kill it goes on from the checkpoint.
 */
import { AppError, toAppError, toErrorRecord } from "#core/errors.ts";
import type { BlobHash, JobId } from "#core/ids.ts";
import { curveWith, minutesLeft, type TrainingRun } from "#core/training.ts";
import { getTrainingRun, updateTrainingRun } from "#storage/trainings.ts";
import { trace } from "#storage/traces.ts";
import { trainOn } from "#workers/train.client.ts";
import { KeepBest } from "./keep-best.ts";
import { stopReason, type RunJob } from "./kind.ts";

const FIRST_ROUND = "V001";

async function requireRun(id: JobId): Promise<TrainingRun> {
  const run = await getTrainingRun(id);
  if (!run)
    throw new AppError("storage", "The training run was deleted", {
      reason: "missing",
    });
  return run;
}

async function note(id: JobId, text: string): Promise<void> {
  const { events } = await requireRun(id);
  await updateTrainingRun(id, {
    events: [...events, { at: Date.now(), text }],
  });
}

const audit = (name: string, run: TrainingRun): Promise<void> =>
  trace({
    name,
    resourceType: "ModelArtsTrainJob",
    resourceId: run.id,
    resourceName: run.name,
    source: "train",
  });

const run: RunJob = async ({ job, signal, report }) => {
  const { id } = job;
  const before = await requireRun(id);
  const begun = Date.now();
  const usedBefore = before.usedMs ?? 0;
  // Reports come faster than rows are written: each write waits for the one before it.
  let writing: Promise<unknown> = Promise.resolve();
  const queue = (work: () => Promise<unknown>): Promise<unknown> =>
    (writing = writing.then(work, work));
  let stage = before.stage;
  const enter = (next: string): void => {
    if (next === stage) return;
    stage = next;
    void queue(() => updateTrainingRun(id, { stage: next }));
  };
  const keepBest = new KeepBest(id);
  try {
    await updateTrainingRun(id, {
      state: "Running",
      startedAt: before.startedAt ?? begun,
      error: null,
    });
    // A project is the guide's training job, and its rounds are the versions.
    if (!before.startedAt)
      await audit(
        before.name === FIRST_ROUND
          ? "createModelArtsTrainJob"
          : "createModelArtsTrainVersion",
        before,
      );
    const task = {
      versionId: before.datasetVersionId,
      options: {
        ...before.options,
        maxMinutes: minutesLeft(before.options, usedBefore),
      },
      incrementalFrom: before.options.incrementalFrom,
      resume: before.checkpoint,
    };
    const { evaluation, files } = await trainOn(
      task,
      {
        progress: (stage, done, total) => {
          enter(stage);
          report({ done, total, unit: "samples", stage });
        },
        epoch: (epoch) => {
          enter(epoch.stage);
          report({
            done: epoch.epoch,
            total: epoch.epochs,
            unit: "epochs",
            stage: epoch.stage,
          });
          void queue(async () =>
            updateTrainingRun(id, {
              curve: curveWith((await requireRun(id)).curve, epoch),
            }),
          );
        },
        checkpoint: async (hash: BlobHash) => {
          // Time after it is spent again by whoever goes on from here.
          const usedMs = usedBefore + Date.now() - begun;
          await queue(() =>
            updateTrainingRun(id, { checkpoint: hash, usedMs }),
          );
        },
        backend: (backend, backendReason) =>
          void queue(() => updateTrainingRun(id, { backend, backendReason })),
        event: (text) => void queue(() => note(id, text)),
      },
      keepBest.signal,
      signal,
    );
    await writing;
    await updateTrainingRun(id, {
      state: "Completed",
      endedAt: Date.now(),
      evaluation,
      modelFiles: files,
    });
    return { projectId: job.projectId };
  } catch (error) {
    await writing.catch(() => undefined);
    const isPaused = stopReason(signal) === "pause";
    const isStopped = toAppError(error).code === "cancelled";
    await updateTrainingRun(id, {
      state: isPaused ? "Paused" : isStopped ? "Terminated" : "Failed",
      endedAt: isPaused ? null : Date.now(),
      error: isStopped ? null : toErrorRecord(error),
    });
    if (isStopped && !isPaused)
      await audit("stopModelArtsTrainVersion", before);
    throw error;
  } finally {
    keepBest.end();
  }
};

export default run;
