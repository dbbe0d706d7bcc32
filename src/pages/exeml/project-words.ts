/** Where a project stands, in words; the home page shows it without what runs projects. */
import type { PhaseRun, Project } from "#core/project.ts";
import { m } from "#messages/messages.ts";

export type ChipKind = "neutral" | "info" | "success" | "warning" | "danger";

export const STATE_KINDS: Readonly<Record<Project["state"], ChipKind>> = {
  not_started: "neutral",
  running: "info",
  awaiting: "warning",
  executed: "success",
  failed: "danger",
  stopped: "neutral",
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
