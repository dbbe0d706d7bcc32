/** ExeML projects as their pages show them. */
import type { DatasetId, JobId, ProjectId } from "#core/ids.ts";
import type { Job } from "#core/job.ts";
import type { Project } from "#core/project.ts";
import type { ServiceSettings } from "#core/service.ts";
import type { TrainingRun } from "#core/training.ts";
import type { Version } from "#core/version.ts";
import {
  relaxRules,
  resumeProjects,
  retryPhase,
  runProject,
  startRound,
  stopProject,
} from "#exeml/engine.ts";
import {
  checkProjectName,
  createProject,
  DEFAULT_TRAIN_OPTIONS,
  describeProject,
  type NewProject,
} from "#exeml/projects.ts";
import {
  isLabeledTemplate,
  asksOf,
  templateOf,
  templates,
  type Template,
} from "#exeml/templates.ts";
import { stopTrainingKeepBest } from "#jobs/keep-best.ts";
import { pauseJob, resumeJob } from "#jobs/runner.ts";
import { getDataset } from "#storage/datasets.ts";
import { deleteProject, getProject } from "#storage/projects.ts";
import { listTrainingRuns } from "#storage/trainings.ts";
import { trace } from "#storage/traces.ts";
import { getVersion } from "#storage/versions.ts";
import { jobs } from "./jobs.svelte.ts";
import { Live } from "./live.svelte.ts";
import { ProjectRows } from "./project-rows.svelte.ts";

export {
  checkProjectName,
  DEFAULT_TRAIN_OPTIONS,
  isLabeledTemplate,
  resumeProjects,
  asksOf,
  templateOf,
  templates,
};
export type { NewProject, Template };

export class ProjectList extends ProjectRows {
  /** Creates the project and begins its run, which stops at the first phase that waits. */
  readonly create = async (input: NewProject): Promise<Project> => {
    const project = await createProject(input);
    void runProject(project.id);
    return project;
  };

  readonly describe = describeProject;

  /** Models and services of the project stay. */
  readonly delete = async (project: Project): Promise<void> => {
    await stopProject(project.id);
    await deleteProject(project.id);
    await trace({
      name: "deleteWorkflow",
      resourceType: "Workflow",
      resourceId: project.id,
      resourceName: project.name,
    });
  };
}

export class ProjectState {
  readonly id: ProjectId;
  readonly #project: Live<Project | null | undefined>;
  /** A row changes with every epoch of its training: those before it are read once. */
  readonly #finalRuns = new Map<JobId, TrainingRun>();
  readonly #trainings: Live<readonly TrainingRun[]>;
  readonly #version: Live<Version | undefined>;
  readonly #datasetName: Live<string>;

  constructor(id: string) {
    this.id = id as ProjectId;
    this.#project = new Live<Project | null | undefined>(
      async () => (await getProject(this.id)) ?? null,
      undefined,
    );
    this.#trainings = new Live<readonly TrainingRun[]>(
      () => listTrainingRuns(this.id, this.#finalRuns),
      [],
    );
    this.#version = new Live<Version | undefined>(async () => {
      const project = await getProject(this.id);
      return project?.versionId ? getVersion(project.versionId) : undefined;
    }, undefined);
    this.#datasetName = new Live(async () => {
      const project = await getProject(this.id);
      return project
        ? ((await getDataset(project.datasetId as DatasetId))?.name ?? "")
        : "";
    }, "");
  }

  /** Undefined until read, null when it was deleted. */
  get project(): Project | null | undefined {
    return this.#project.current;
  }

  /** Rounds, newest first. */
  get trainings(): readonly TrainingRun[] {
    return this.#trainings.current;
  }

  get version(): Version | undefined {
    return this.#version.current;
  }

  get datasetName(): string {
    return this.#datasetName.current;
  }

  /** The newest round's background job, with its progress. */
  get trainJob(): Job | undefined {
    const [newest] = this.trainings;
    return newest && jobs.get(newest.id);
  }

  /** Leaves the phase that awaits an operation. */
  readonly next = (): Promise<void> => runProject(this.id, "next");
  /** Leaves the phase that awaits an input. */
  readonly deploy = (settings: ServiceSettings): Promise<void> =>
    runProject(this.id, settings);
  readonly retry = (phase: number): Promise<void> => retryPhase(this.id, phase);
  readonly relax = (check: number): Promise<void> => relaxRules(this.id, check);
  readonly stop = (): Promise<void> => stopProject(this.id);
  readonly startRound = (
    settings: Parameters<typeof startRound>[1],
  ): Promise<void> => startRound(this.id, settings);
  readonly pauseTraining = (id: JobId): Promise<void> => pauseJob(id);
  readonly resumeTraining = (id: JobId): Promise<void> => resumeJob(id);
  readonly keepBest = (id: JobId): void => stopTrainingKeepBest(id);
}
