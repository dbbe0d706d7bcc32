/**
 * What each kind of phase does. An action is keyed by the phase's run id: done twice, it finds
 * what the first time left and changes nothing more.
 */
import { AppError } from "#core/errors.ts";
import type { JobId, ModelId, ServiceId, VersionId } from "#core/ids.ts";
import type { Problem } from "#core/problems.ts";
import type { PhaseKind, Project } from "#core/project.ts";
import type { ServiceSettings } from "#core/service.ts";
import { figureOf } from "#core/training.ts";
import { jobEnded, resumeJob, startJob } from "#jobs/runner.ts";
import { deployService } from "#services/lifecycle.ts";
import { getService } from "#storage/services.ts";
import { database } from "#storage/database.ts";
import {
  addTrainingRun,
  getTrainingRun,
  listTrainingRuns,
} from "#storage/trainings.ts";
import { publishTable } from "#storage/tables.ts";
import { getVersion } from "#storage/versions.ts";
import type { ProjectPatch } from "./transition.ts";
import { registerModel } from "./register-model.ts";
import { isLabeledTemplate, templateOf } from "./templates.ts";
import { countByState } from "#storage/overview.ts";

export interface ActionInput {
  readonly project: Project;
  readonly runId: string;
  readonly signal: AbortSignal;
  /** What the user filled in for an awaiting phase. */
  readonly answer: unknown;
}

export type ActionResult =
  | { readonly kind: "await"; readonly reason: "operation" | "input" }
  | {
      readonly kind: "done";
      readonly inputs: Readonly<Record<string, string>>;
      readonly outputs: Readonly<Record<string, string>>;
      readonly problems: readonly Problem[];
      readonly patch: ProjectPatch;
    }
  | {
      readonly kind: "rejected";
      readonly problems: readonly Problem[];
      readonly message: string;
    };

export type Action = (input: ActionInput) => Promise<ActionResult>;

const done = (
  result: Partial<Omit<Extract<ActionResult, { kind: "done" }>, "kind">>,
): ActionResult => ({
  kind: "done",
  inputs: {},
  outputs: {},
  problems: [],
  patch: {},
  ...result,
});

function needed<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined)
    throw new AppError("storage", `${what} was deleted`, { reason: "missing" });
  return value;
}

/** The job that an earlier run of this phase started, so that it is not started again. */
async function jobOf(runId: string): Promise<JobId | undefined> {
  return (
    await database.jobs
      .filter(
        ({ input }) =>
          (input as { readonly runId?: string } | null)?.runId === runId,
      )
      .first()
  )?.id;
}

async function finished(id: JobId, signal: AbortSignal): Promise<unknown> {
  const job = await jobEnded(id, signal);
  if (job.state === "done") return job.result;
  throw new AppError(
    job.error?.code ?? "cancelled",
    job.error?.message ?? "Stopped",
    job.error?.detail ?? {},
  );
}

const label: Action = async ({ project, answer }) => {
  const counts = await countByState(
    needed(project.labelingJobId, "The labeling job"),
  );
  if (answer !== "next") return { kind: "await", reason: "operation" };
  return done({
    outputs: { labeled: `${String(counts.labeled)}/${String(counts.all)}` },
  });
};

/** What a version is split by, and what it says of its making. */
const versionSettings = ({
  name,
  execution,
  trainRatio,
  trainOptions,
}: Project) => ({
  name: null,
  description: `${name}, execution ${String(execution)}`,
  split: { trainRatio, seed: trainOptions.seed, stratified: true },
});

/** Nothing is copied, so it needs no job of its own. */
async function publishRows(
  project: Project,
  versionId: VersionId,
): Promise<ActionResult> {
  const { datasetId } = project;
  const version = await publishTable(
    { ...versionSettings(project), datasetId },
    versionId,
  );
  return done({
    outputs: { version: version.name, rows: String(version.sampleCount) },
    patch: { versionId },
  });
}

const publish: Action = async ({ project, runId, signal }) => {
  const template = needed(templateOf(project.type), "The project's type");
  if (!isLabeledTemplate(template))
    return publishRows(project, runId as VersionId);
  const labelingJobId = needed(project.labelingJobId, "The labeling job");
  const counts = await countByState(labelingJobId);
  if (counts.labeled === 0)
    return {
      kind: "rejected",
      problems: [],
      message: "Nothing is labeled yet: label samples, then retry",
    };
  const input = {
    runId,
    labelingJobId,
    ...versionSettings(project),
    writesHard: true,
  };
  const id =
    (await jobOf(runId)) ??
    (await startJob("publish", {
      title: project.name,
      input,
      datasetId: project.datasetId,
      labelingJobId,
      projectId: project.id,
      unit: "samples",
    }));
  const { versionId } = (await finished(id, signal)) as {
    readonly versionId: VersionId;
  };
  const version = needed(await getVersion(versionId), "The version");
  return done({
    inputs: { labelingJob: labelingJobId },
    outputs: { version: version.name, samples: String(version.sampleCount) },
    patch: { versionId },
  });
};

const check: Action = async ({ project, signal }) => {
  const version = needed(
    project.versionId && (await getVersion(project.versionId)),
    "The dataset version",
  );
  const template = needed(templateOf(project.type), "The project's type");
  // The labeling types are no part of what the first screen waits for.
  const { checkVersion } = await import("./check-version.ts");
  const problems = await checkVersion(version, template, project, signal);
  const errors = problems.filter(({ severity }) => severity === "error").length;
  if (errors > 0)
    return {
      kind: "rejected",
      problems,
      message: `The data breaks ${String(errors)} ${errors === 1 ? "rule" : "rules"}`,
    };
  return done({
    inputs: { version: version.name },
    outputs: { warnings: String(problems.length) },
    problems,
  });
};

const train: Action = async ({ project, runId, signal }) => {
  const versionId = needed(project.versionId, "The dataset version");
  const version = needed(await getVersion(versionId), "The dataset version");
  let id = await jobOf(runId);
  if (!id) {
    id = await startJob("train", {
      title: project.name,
      input: { runId },
      datasetId: project.datasetId,
      projectId: project.id,
      unit: "epochs",
      held: true,
    });
  }
  if (!(await getTrainingRun(id))) {
    const rounds = (await listTrainingRuns(project.id)).length;
    await addTrainingRun({
      id,
      projectId: project.id,
      datasetVersionId: versionId,
      name: `V${String(rounds + 1).padStart(3, "0")}`,
      options: project.trainOptions,
      state: "Creating",
      createdAt: Date.now(),
      startedAt: null,
      endedAt: null,
      backend: null,
      backendReason: null,
      curve: [],
      checkpoint: null,
      evaluation: null,
      modelFiles: null,
      modelId: null,
      events: [],
      error: null,
    });
  }
  const run = await getTrainingRun(id);
  if (run?.state === "Creating" || run?.state === "Pending")
    await resumeJob(id);
  await finished(id, signal);
  const trained = needed(await getTrainingRun(id), "The training run");
  const figure = trained.evaluation && figureOf(trained.evaluation);
  return done({
    inputs: { version: version.name },
    outputs: {
      round: trained.name,
      ...(figure && { [figure.kind]: figure.value.toFixed(3) }),
    },
    patch: { trainingId: id },
  });
};

const register: Action = async ({ project, runId }) => {
  const run = needed(
    project.trainingId && (await getTrainingRun(project.trainingId)),
    "The training run",
  );
  const model = await registerModel(project, run, runId as ModelId);
  return done({
    inputs: { round: run.name },
    outputs: { model: `${model.name} ${model.version}` },
    patch: { modelId: model.id },
  });
};

const deploy: Action = async ({ project, runId, answer }) => {
  const id = runId as ServiceId;
  // A page that was killed while the model was loaded has left it.
  const settings = (answer ?? (await getService(id))) as
    ServiceSettings | undefined;
  if (!settings) return { kind: "await", reason: "input" };
  const service = needed(
    await deployService(id, project.id, settings),
    "The service",
  );
  if (service.state === "Abnormal")
    throw new AppError("model", service.error ?? "The service did not start");
  return done({
    outputs: { service: service.name },
    patch: { serviceId: service.id },
  });
};

export const actions: Readonly<Record<PhaseKind, Action>> = {
  label,
  publish,
  check,
  train,
  register,
  deploy,
};
