/** What a person can do with projects, services and the app itself, and the trace that it must leave. */
import type { ServiceId } from "#core/ids.ts";
import type { Project } from "#core/project.ts";
import type { TrainingRun } from "#core/training.ts";
import { actions as phaseActions } from "#exeml/actions.ts";
import { createProject } from "#exeml/projects.ts";
import { retryPhase, runProject, stopProject } from "#exeml/engine.ts";
import { jobEnded, resumeJob, startJob } from "#jobs/runner.ts";
import { keepThreshold } from "#services/keep-threshold.ts";
import {
  createService,
  removeService,
  stopService,
} from "#services/lifecycle.ts";
import { database } from "#storage/database.ts";
import { addTrainingRun } from "#storage/trainings.ts";
import { serviceActions, ServiceState } from "#state/services.svelte.ts";
import { settings as appSettings } from "#state/settings.svelte.ts";
import { backedUp, restored } from "./backup-files.ts";
import { fieldsModel } from "./fields-model.ts";
import { newDataset } from "./stored-data.ts";
import { type AuditedAction, withPictures } from "./audited-actions.ts";

const never = new AbortController().signal;

/** A project whose phases do nothing; `first` is what its first one does. */
async function project(first: (typeof phaseActions)["label"]): Promise<{
  readonly row: Project;
  readonly table: typeof phaseActions;
}> {
  const { dataset, job } = await withPictures();
  const row = await createProject({
    name: "p",
    description: "",
    type: "image_classification",
    datasetId: dataset.id,
    policy: "relaxed",
    trainRatio: 0.8,
    trainOptions: {} as Project["trainOptions"],
  });
  await database.projects.update(row.id, { labelingJobId: job.id });
  return { row, table: { ...phaseActions, label: first } };
}

const service = async (): Promise<ServiceId> => {
  const id = "s1" as ServiceId;
  const modelId = await fieldsModel();
  await createService(id, null, {
    name: "fields",
    description: "",
    modelId,
    backend: "cpu",
    instances: 1,
    autoStopHours: null,
  });
  await database.services.update(id, { state: "Running" });
  return id;
};

/** A training round; it fails, since its version is not there. */
async function round(name: string): Promise<void> {
  const id = await startJob("train", { title: "p", input: {}, held: true });
  const run = { id, projectId: "p1", name, state: "Creating", createdAt: 1 };
  const rest = { options: {}, events: [], curve: [], startedAt: null };
  await addTrainingRun({ ...run, ...rest } as unknown as TrainingRun);
  await resumeJob(id);
  await jobEnded(id);
}

/** Each leaves its trace as the newest one. Source: ExeML 6. */
export const runActions: readonly AuditedAction[] = [
  [
    "startWorkflow",
    "Workflow",
    async () => {
      const { row, table } = await project(() =>
        Promise.resolve({ kind: "await", reason: "operation" }),
      );
      await runProject(row.id, null, table);
    },
  ],
  [
    "retryPhase",
    "Workflow",
    async () => {
      const { row, table } = await project(() =>
        Promise.resolve({ kind: "rejected", message: "no", problems: [] }),
      );
      await database.projects.update(row.id, { execution: 2 });
      await runProject(row.id, null, table);
      await retryPhase(row.id, 0, table);
    },
  ],
  [
    "stopWorkflow",
    "Workflow",
    async () => {
      const { row } = await project(phaseActions.label);
      await stopProject(row.id);
    },
  ],
  ["createModelArtsTrainJob", "ModelArtsTrainJob", () => round("V001")],
  ["createModelArtsTrainVersion", "ModelArtsTrainJob", () => round("V002")],
  ["addService", "Service", service],
  ["startOrStopService", "Service", async () => stopService(await service())],
  [
    "updateService",
    "Service",
    async () => {
      const id = await service();
      const row = await database.services.get(id);
      if (row) await serviceActions.modify(id, { ...row, description: "new" });
    },
  ],
  ["deleteService", "Service", async () => removeService(await service())],
  [
    "runPrediction",
    "Service",
    async () => {
      const state = new ServiceState(await service());
      const rows = { data: { req_data: [{ rain: 1 }] } };
      await state.predict(new Blob([JSON.stringify(rows)]), false, never);
    },
  ],
  [
    "runPrediction",
    "Service",
    async () => {
      const state = new ServiceState(await service());
      const file = new Blob(["rain\n1\n"]);
      await jobEnded(await state.predictTable("a.csv", file, true));
    },
  ],
  [
    "updateModel",
    "Model",
    async () => keepThreshold(await fieldsModel(), null),
  ],
  ["updateSettings", "Settings", () => appSettings.choose("dark")],
  [
    "backup",
    "Storage",
    async () => {
      await newDataset();
      await backedUp();
    },
  ],
  [
    "restore",
    "Storage",
    async () => {
      await newDataset();
      const archive = await backedUp();
      await restored(archive);
    },
  ],
];
