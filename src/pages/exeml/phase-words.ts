import type { PhaseRun } from "#core/project.ts";
import { m } from "#messages/messages.ts";
import { templateOf } from "#state/projects.svelte.ts";
import type { ChipKind } from "./project-words.ts";

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
