/**
 * What happens to a project, as a pure function: the engine stores its result before it acts, so
 * that after a kill it knows what it meant to do. One engine for all project types.
 */
import { AppError, assertNever, type ErrorRecord } from "#core/errors.ts";
import type { Problem } from "#core/problems.ts";
import type { PhaseRun, Project, ProjectState } from "#core/project.ts";

export type ProjectEvent =
  /** A phase begins; `runId` is new, so that its effect is done once. */
  | {
      readonly kind: "begin";
      readonly phase: number;
      readonly runId: string;
      readonly at: number;
    }
  | {
      readonly kind: "await";
      readonly phase: number;
      readonly reason: "operation" | "input";
    }
  | {
      readonly kind: "executed";
      readonly phase: number;
      readonly at: number;
      readonly inputs: PhaseRun["inputs"];
      readonly outputs: PhaseRun["outputs"];
      readonly problems: readonly Problem[];
      readonly patch: ProjectPatch;
    }
  | {
      readonly kind: "failed";
      readonly phase: number;
      readonly at: number;
      readonly error: ErrorRecord;
      readonly problems: readonly Problem[];
    }
  | { readonly kind: "stop"; readonly at: number }
  /** Runs the project again from a phase; what came after it is forgotten. */
  | {
      readonly kind: "rewind";
      readonly phase: number;
      readonly execution: number;
    };

export type ProjectPatch = Partial<
  Pick<Project, "versionId" | "trainingId" | "modelId" | "serviceId">
>;

const FRESH = {
  state: "init",
  awaiting: null,
  runId: null,
  startedAt: null,
  endedAt: null,
  inputs: {},
  outputs: {},
  problems: [],
  error: null,
} as const;

export function freshPhase({
  name,
  kind,
}: Pick<PhaseRun, "name" | "kind">): PhaseRun {
  return { name, kind, ...FRESH };
}

function projectState(phases: readonly PhaseRun[]): ProjectState {
  const has = (state: PhaseRun["state"]): boolean =>
    phases.some((phase) => phase.state === state);
  if (has("failed")) return "failed";
  if (has("stopped")) return "stopped";
  if (has("awaiting")) return "awaiting";
  if (has("running")) return "running";
  if (phases.every(({ state }) => state === "executed" || state === "skipped"))
    return "executed";
  return phases.some(({ state }) => state === "executed")
    ? "running"
    : "not_started";
}

function withPhase(
  project: Project,
  index: number,
  change: (phase: PhaseRun) => PhaseRun,
): Project {
  if (!project.phases[index])
    throw new AppError("bug", `There is no phase ${String(index)}`);
  const phases = project.phases.map((phase, i) =>
    i === index ? change(phase) : phase,
  );
  return { ...project, phases, state: projectState(phases) };
}

/** @throws AppError('bug') for an event that does not fit the state. */
export function transition(project: Project, event: ProjectEvent): Project {
  switch (event.kind) {
    case "begin":
      return withPhase(project, event.phase, (phase) => {
        if (phase.state === "executed")
          throw new AppError("bug", `${phase.name} is executed already`);
        return {
          ...freshPhase(phase),
          state: "running",
          runId: event.runId,
          startedAt: event.at,
        };
      });
    case "await":
      return withPhase(project, event.phase, (phase) => ({
        ...phase,
        state: "awaiting",
        awaiting: event.reason,
      }));
    case "executed":
      return {
        ...withPhase(project, event.phase, (phase) => ({
          ...phase,
          state: "executed",
          awaiting: null,
          endedAt: event.at,
          inputs: event.inputs,
          outputs: event.outputs,
          problems: event.problems,
          error: null,
        })),
        ...event.patch,
      };
    case "failed":
      return withPhase(project, event.phase, (phase) => ({
        ...phase,
        state: "failed",
        awaiting: null,
        endedAt: event.at,
        error: event.error,
        problems: event.problems,
      }));
    case "stop": {
      const phases = project.phases.map((phase) =>
        phase.state === "running" || phase.state === "awaiting"
          ? {
              ...phase,
              state: "stopped" as const,
              awaiting: null,
              endedAt: event.at,
            }
          : phase,
      );
      return { ...project, phases, state: projectState(phases) };
    }
    case "rewind": {
      const phases = project.phases.map((phase, i) =>
        i >= event.phase ? freshPhase(phase) : phase,
      );
      return {
        ...project,
        phases,
        execution: event.execution,
        state: projectState(phases),
      };
    }
    default:
      return assertNever(event);
  }
}

/** The phase to work on next: the first that is not done, unless the project waits, failed or was stopped. */
export function nextPhase(project: Project): number | null {
  const index = project.phases.findIndex(
    ({ state }) => state !== "executed" && state !== "skipped",
  );
  const phase = project.phases[index];
  return phase && (phase.state === "init" || phase.state === "running")
    ? index
    : null;
}
