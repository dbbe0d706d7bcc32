/**
 * Runs projects: every transition is stored before its effect begins, and only one tab runs a
 * project, under the Web Lock `project:<id>`. After a kill the stored state says what was meant.
 */
import { isCancelled, toErrorRecord } from "#core/errors.ts";
import { newId, type ProjectId } from "#core/ids.ts";
import type { Project } from "#core/project.ts";
import { cancelJob } from "#jobs/runner.ts";
import { database } from "#storage/database.ts";
import { listJobs } from "#storage/jobs.ts";
import { getProject, listProjects, updateProject } from "#storage/projects.ts";
import { trace } from "#storage/traces.ts";
import { actions, type Action } from "./actions.ts";
import {
  nextPhase,
  transition,
  type ProjectEvent,
  type ProjectPatch,
} from "./transition.ts";

export type { ProjectPatch };

const stops = new Map<ProjectId, AbortController>();

async function store(
  id: ProjectId,
  event: ProjectEvent,
): Promise<Project | undefined> {
  // In one transaction: what a person writes about the project meanwhile is not undone.
  return database.transaction("rw", database.projects, async () => {
    const project = await getProject(id);
    if (!project) return undefined;
    const next = transition(project, event);
    await updateProject(id, { ...next, updatedAt: Date.now() });
    return next;
  });
}

async function runPhase(
  project: Project,
  index: number,
  answer: unknown,
  signal: AbortSignal,
  table: typeof actions,
): Promise<boolean> {
  const phase = project.phases[index];
  if (!phase) return false;
  const runId =
    phase.state === "running" && phase.runId ? phase.runId : newId();
  if (project.state === "not_started" && project.execution === 1)
    await trace({
      name: "startWorkflow",
      resourceType: "Workflow",
      resourceId: project.id,
      resourceName: project.name,
      detail: { execution: project.execution },
    });
  if (phase.state !== "running")
    await store(project.id, {
      kind: "begin",
      phase: index,
      runId,
      at: Date.now(),
    });
  const current = (await getProject(project.id)) ?? project;
  const action: Action = table[phase.kind];
  try {
    const result = await action({ project: current, runId, answer, signal });
    signal.throwIfAborted();
    if (result.kind === "await") {
      await store(project.id, {
        kind: "await",
        phase: index,
        reason: result.reason,
      });
      return false;
    }
    if (result.kind === "rejected") {
      const error = {
        code: "format" as const,
        message: result.message,
        detail: {},
      };
      await store(project.id, {
        kind: "failed",
        phase: index,
        at: Date.now(),
        error,
        problems: result.problems,
      });
      return false;
    }
    const { kind: _kind, ...outcome } = result;
    await store(project.id, {
      kind: "executed",
      phase: index,
      at: Date.now(),
      ...outcome,
    });
    return true;
  } catch (error) {
    if (signal.aborted || isCancelled(error)) {
      await store(project.id, { kind: "stop", at: Date.now() });
      return false;
    }
    await store(project.id, {
      kind: "failed",
      phase: index,
      at: Date.now(),
      error: toErrorRecord(error),
      problems: [],
    });
    return false;
  }
}

/**
 * Goes on with a project as far as it gets: to its end, or to a phase that waits for the user.
 * @param answer for the phase that waits. @param table the phases' effects; tests give their own.
 */
export async function runProject(
  id: ProjectId,
  answer: unknown = null,
  table: typeof actions = actions,
): Promise<void> {
  await navigator.locks.request(`project:${id}`, async () => {
    const stop = new AbortController();
    stops.set(id, stop);
    let given = answer;
    try {
      for (;;) {
        const project = await getProject(id);
        const awaiting =
          project?.phases.findIndex(({ state }) => state === "awaiting") ?? -1;
        const index =
          project && given !== null && awaiting >= 0
            ? awaiting
            : project
              ? nextPhase(project)
              : null;
        if (!project || index === null) return;
        if (!(await runPhase(project, index, given, stop.signal, table)))
          return;
        given = null;
      }
    } finally {
      stops.delete(id);
    }
  });
}

/**
 * Where a phase begins anew. Check Data reads a published version, which never changes: labels that
 * were mended reach it only by publishing them.
 */
function retryFrom({ phases }: Project, phase: number): number {
  if (phases[phase]?.kind !== "check") return phase;
  const publish = phases.findIndex(({ kind }) => kind === "publish");
  return publish >= 0 ? publish : phase;
}

/** Runs a phase of a project again, from the phase `begin` on. */
async function runAgain(
  { id, name, execution, phases }: Project,
  phase: number,
  begin: number,
  table: typeof actions,
): Promise<void> {
  await store(id, { kind: "rewind", phase: begin, execution });
  await trace({
    name: "retryPhase",
    resourceType: "Workflow",
    resourceId: id,
    resourceName: name,
    detail: { phase: phases[phase]?.name },
  });
  await runProject(id, null, table);
}

/** Runs a failed or stopped phase again. */
export async function retryPhase(
  id: ProjectId,
  phase: number,
  table: typeof actions = actions,
): Promise<void> {
  const project = await getProject(id);
  if (project) await runAgain(project, phase, retryFrom(project, phase), table);
}

/** Runs Check Data again on the version it refused, by the relaxed rules, which the project keeps. */
export async function relaxRules(
  id: ProjectId,
  check: number,
  table: typeof actions = actions,
): Promise<void> {
  const project = await getProject(id);
  if (!project) return;
  await updateProject(id, { policy: "relaxed" });
  await runAgain(project, check, check, table);
}

/** Stops what runs, its job with it. */
export async function stopProject(id: ProjectId): Promise<void> {
  stops.get(id)?.abort();
  for (const job of await listJobs())
    if (job.projectId === id) await cancelJob(job.id);
  const project = await store(id, { kind: "stop", at: Date.now() });
  if (project)
    await trace({
      name: "stopWorkflow",
      resourceType: "Workflow",
      resourceId: id,
      resourceName: project.name,
    });
}

/** A new round on the newest labels: everything after labeling is done again. */
export async function startRound(
  id: ProjectId,
  settings: Partial<Pick<Project, "trainOptions" | "trainRatio" | "policy">>,
): Promise<void> {
  const project = await getProject(id);
  if (!project) return;
  await updateProject(id, settings);
  const publish = project.phases.findIndex(({ kind }) => kind === "publish");
  await store(id, {
    kind: "rewind",
    phase: Math.max(0, publish),
    execution: project.execution + 1,
  });
  await trace({
    name: "startWorkflow",
    resourceType: "Workflow",
    resourceId: id,
    resourceName: project.name,
    detail: { execution: project.execution + 1 },
  });
  await runProject(id);
}

/**
 * Takes up projects whose tab was killed: in the middle of a phase, between two phases, or before
 * the first.
 */
export async function resumeProjects(
  table: typeof actions = actions,
): Promise<void> {
  const left = (await listProjects()).filter(
    (project) => nextPhase(project) !== null,
  );
  await Promise.all(left.map(({ id }) => runProject(id, null, table)));
}
