import type { PhaseRun, Project } from "#core/project.ts";
import { templateOf } from "#state/projects.svelte.ts";
import { m } from "#messages/messages.ts";

type ChipKind = "neutral" | "info" | "success" | "warning" | "danger";

export const STATE_KINDS: Readonly<Record<Project["state"], ChipKind>> = {
  not_started: "neutral",
  running: "info",
  awaiting: "warning",
  executed: "success",
  failed: "danger",
  stopped: "neutral",
};

export const PHASE_KINDS: Readonly<Record<PhaseRun["state"], ChipKind>> = {
  init: "neutral",
  pending: "neutral",
  running: "info",
  awaiting: "warning",
  executed: "success",
  failed: "danger",
  stopped: "neutral",
  skipped: "neutral",
};

/** The phase that matters now: the first that is not done, else the last. */
export function currentPhase({ phases }: Project): PhaseRun | undefined {
  return (
    phases.find(({ state }) => state !== "executed" && state !== "skipped") ??
    phases.at(-1)
  );
}

export const nameOfPhase = (
  phase: Pick<PhaseRun, "name"> | undefined,
): string => (phase ? (m.exeml.phaseNames[phase.name] ?? phase.name) : "");

/** The guide's word for a phase's state; what is finished has one for each labeling type (ExeML 1.9). */
export function phaseWord(
  { state, awaiting }: Pick<PhaseRun, "state" | "awaiting">,
  type: string,
): string {
  if (state === "executed")
    return m.exeml.finished[templateOf(type)?.finishedWord ?? "Completed"];
  if (state === "awaiting")
    return awaiting === "input"
      ? m.exeml.awaitingInput
      : m.exeml.awaitingOperation;
  return m.exeml.phaseStates[state];
}
