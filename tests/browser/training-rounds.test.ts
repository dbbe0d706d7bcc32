/** What becomes of training rounds whose job, project or device is gone. */
import { beforeEach, describe, expect, it } from "vitest";
import {
  newId,
  type BlobHash,
  type JobId,
  type ModelId,
  type ProjectId,
} from "#core/ids.ts";
import type { Model } from "#core/model.ts";
import type { Project } from "#core/project.ts";
import type { TrainingRun, TrainingState } from "#core/training.ts";
import { cancelJob, jobEnded, startJob } from "#jobs/runner.ts";
import { sweepBlobs } from "#storage/blob-sweep.ts";
import { writeBlob } from "#storage/blobs.ts";
import { database } from "#storage/database.ts";
import { updateJob } from "#storage/jobs.ts";
import { addModel } from "#storage/models.ts";
import { addProject, deleteProject } from "#storage/projects.ts";
import {
  addTrainingRun,
  endAbandonedRuns,
  getTrainingRun,
  listTrainingRuns,
  updateTrainingRun,
} from "#storage/trainings.ts";
import { backedUp, fresh, restored } from "../support/backup-files.ts";
import { referenceCounts } from "../support/stored-data.ts";

const projectId = "p1" as ProjectId;

beforeEach(fresh);

/** A round of that state, whose job rests. */
async function round(
  state: TrainingState,
  project: ProjectId = projectId,
): Promise<JobId> {
  const id = await startJob("train", { title: "p", input: {}, held: true });
  const row = { id, projectId: project, name: "V001", state, createdAt: 1 };
  const files = { checkpoint: null, modelFiles: null, endedAt: null };
  await addTrainingRun({ ...row, ...files } as unknown as TrainingRun);
  return id;
}

const stored = async (content: string): Promise<BlobHash> =>
  (await writeBlob(new Blob([content]))).hash;

describe("a training round that is not over", () => {
  it.each<TrainingState>(["Creating", "Paused"])(
    "and %s ends as terminated when it is cancelled",
    async (state) => {
      const id = await round(state);
      await cancelJob(id);
      expect((await jobEnded(id)).state).toBe("cancelled");
      const run = await getTrainingRun(id);
      expect(run?.state).toBe("Terminated");
      expect(run?.endedAt).toBeGreaterThan(1);
      const log = await database.traces.toArray();
      expect(log.map(({ name }) => name)).toEqual([
        "stopModelArtsTrainVersion",
      ]);
    },
  );

  it("is terminated at the next start when its job ended without it", async () => {
    const [cancelled, paused, completed] = [
      await round("Paused"),
      await round("Paused"),
      await round("Completed"),
    ];
    await updateJob(cancelled, { state: "cancelled" });
    await updateJob(completed, { state: "done" });
    await endAbandonedRuns();
    const states = [cancelled, paused, completed].map(
      async (id) => (await getTrainingRun(id))?.state,
    );
    expect(await Promise.all(states)).toEqual([
      "Terminated",
      "Paused",
      "Completed",
    ]);
  });

  it("is terminated when a backup brings it where its job is not", async () => {
    const id = await round("Running");
    const file = await backedUp();
    await fresh();
    expect((await restored(file)).error).toBeNull();
    expect((await getTrainingRun(id))?.state).toBe("Terminated");
  });
});

it("a deleted project takes its rounds and their files along, not its models and other projects", async () => {
  const [checkpoint, weights, others] = [
    await stored("checkpoint"),
    await stored("weights"),
    await stored("others"),
  ];
  await addProject({ id: projectId, name: "a" } as Project);
  await addProject({ id: "p2" as ProjectId, name: "b" } as Project);
  const model = { id: newId<ModelId>(), name: "m", version: "0.0.1" };
  const mine = await round("Completed");
  await updateTrainingRun(mine, { checkpoint, modelFiles: { a: weights } });
  const files = { a: weights };
  await addModel({ ...model, projectId, files } as unknown as Model);
  const other = await round("Completed", "p2" as ProjectId);
  await updateTrainingRun(other, { checkpoint: others });

  await deleteProject(projectId);
  expect(await getTrainingRun(mine)).toBeUndefined();
  expect(await getTrainingRun(other)).toBeDefined();
  const { counted, real } = await referenceCounts();
  expect(counted).toEqual(real);
  await sweepBlobs(0);
  const left = await database.blobs.toCollection().primaryKeys();
  expect(left.sort()).toEqual([weights, others].sort());
});

it("rounds of a project are listed newest first; those that are final are read once", async () => {
  const known = new Map<JobId, TrainingRun>();
  const list = async (): Promise<unknown[]> =>
    (await listTrainingRuns(projectId, known)).map((run) => [
      run.id,
      run.state,
      run.modelId ?? null,
    ]);
  const modelId = newId<ModelId>();
  const [old, open] = [await round("Completed"), await round("Running")];
  await round("Completed", "p2" as ProjectId);
  await updateTrainingRun(old, { createdAt: 1, modelId: null });
  await updateTrainingRun(open, { createdAt: 2, modelId: null });
  expect(await list()).toEqual([
    [open, "Running", null],
    [old, "Completed", null],
  ]);
  expect(known.size).toBe(0);
  await updateTrainingRun(old, { modelId });
  await updateTrainingRun(open, { state: "Paused" });
  const expected = [
    [open, "Paused", null],
    [old, "Completed", modelId],
  ];
  expect(await list()).toEqual(expected);
  expect([...known.keys()]).toEqual([old]);
  expect(await list()).toEqual(expected);
  await database.trainings.delete(old);
  expect(await list()).toEqual([[open, "Paused", null]]);
});
