/** Creating projects, and what the forms check. Source: ExeML 1.2. */
import { EMBEDDED_BACKBONE } from "#core/backbone.ts";
import { AppError } from "#core/errors.ts";
import {
  newId,
  type DatasetId,
  type LabelingJobId,
  type ProjectId,
} from "#core/ids.ts";
import type { Project } from "#core/project.ts";
import type { TrainOptions } from "#core/training.ts";
import { m } from "#messages/messages.ts";
import { getDataset } from "#storage/datasets.ts";
import { addProject, listProjects, updateProject } from "#storage/projects.ts";
import { trace } from "#storage/traces.ts";
import { isLabeledTemplate, templateOf } from "./templates.ts";
import { freshPhase } from "./transition.ts";
import { listLabelingJobs } from "#storage/overview.ts";

export interface NewProject {
  readonly name: string;
  readonly description: string;
  readonly type: string;
  readonly datasetId: DatasetId;
  readonly policy: Project["policy"];
  readonly trainRatio: number;
  readonly trainOptions: TrainOptions;
}

export const DEFAULT_TRAIN_OPTIONS: TrainOptions = {
  preference: "balance",
  maxMinutes: 60,
  seed: 1,
  backend: "auto",
  incrementalFrom: null,
  backbone: EMBEDDED_BACKBONE,
};

/** The rule a project's name breaks, in words, or null. */
export function checkProjectName(name: string): string | null {
  const texts = m.names.project;
  if (name === "") return texts.empty;
  if (name.length > 64) return texts.long(64, name.length);
  return /^[A-Za-z][A-Za-z0-9_-]*$/.test(name) ? null : texts.characters;
}

const MOST_DESCRIPTION = 500;

function requireDescription(description: string): void {
  if (description.length > MOST_DESCRIPTION)
    throw new AppError(
      "format",
      m.names.project.description(MOST_DESCRIPTION),
      { field: "description", value: String(description.length) },
    );
}

/** What a person says of a project: nothing of it is run by. */
export type ProjectWords = Pick<Project, "description" | "tags">;

/** @throws AppError('format') for a description that is too long. */
export async function describeProject(
  { id, name }: Project,
  { description, tags }: ProjectWords,
): Promise<void> {
  requireDescription(description);
  const named = tags.map((tag) => tag.trim()).filter((tag) => tag !== "");
  await updateProject(id, {
    description: description.trim(),
    tags: [...new Set(named)],
    updatedAt: Date.now(),
  });
  await trace({
    name: "updateWorkflow",
    resourceType: "Workflow",
    resourceId: id,
    resourceName: name,
  });
}

async function labelingJobOf({
  datasetId,
  type,
}: NewProject): Promise<LabelingJobId> {
  const job = (await listLabelingJobs(datasetId)).find(
    (one) => one.type === type,
  );
  if (job) return job.id;
  throw new AppError("format", m.names.project.noJob, { field: "datasetId" });
}

/** A table is not labeled: one of its columns is what is learned. */
async function requireTable({
  datasetId,
  trainOptions,
}: NewProject): Promise<null> {
  const { table } = (await getDataset(datasetId)) ?? {};
  if (!table)
    throw new AppError("format", m.names.project.noRows, {
      field: "datasetId",
    });
  const { labelColumn } = trainOptions;
  if (!table.columns.some(({ name }) => name === labelColumn?.name))
    throw new AppError("format", m.names.project.noColumn, {
      field: "labelColumn",
      value: labelColumn?.name ?? "",
    });
  return null;
}

/** @throws AppError('format') for a name against the rules or taken, a description that is too long, or a dataset without a labeling job or without rows. */
export async function createProject(input: NewProject): Promise<Project> {
  const broken = checkProjectName(input.name);
  if (broken)
    throw new AppError("format", broken, { field: "name", value: input.name });
  requireDescription(input.description);
  const template = templateOf(input.type);
  if (!template)
    throw new AppError(
      "unsupported",
      `There is no project type ${input.type}`,
      { value: input.type },
    );
  if ((await listProjects()).some(({ name }) => name === input.name)) {
    throw new AppError("format", m.names.project.taken(input.name), {
      field: "name",
      value: input.name,
    });
  }
  const labelingJobId = isLabeledTemplate(template)
    ? await labelingJobOf(input)
    : await requireTable(input);
  const now = Date.now();
  const project: Project = {
    ...input,
    id: newId<ProjectId>(now),
    tags: [],
    labelingJobId,
    createdAt: now,
    updatedAt: now,
    state: "not_started",
    execution: 1,
    phases: template.phases.map(freshPhase),
    versionId: null,
    trainingId: null,
    modelId: null,
    serviceId: null,
  };
  await addProject(project);
  await trace({
    name: "createWorkflow",
    resourceType: "Workflow",
    resourceId: project.id,
    resourceName: project.name,
  });
  return project;
}
