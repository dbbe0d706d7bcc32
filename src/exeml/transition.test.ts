import { describe, expect, it } from "vitest";
import type { Project } from "#core/project.ts";
import { templates } from "./templates.ts";
import {
  freshPhase,
  nextPhase,
  transition,
  type ProjectEvent,
} from "./transition.ts";

const start = {
  phases: templates[0]?.phases.map(freshPhase) ?? [],
  state: "not_started",
  execution: 1,
  versionId: null,
} as unknown as Project;
const play = (...events: ProjectEvent[]): Project =>
  events.reduce(transition, start);

const begin = (phase: number): ProjectEvent => ({
  kind: "begin",
  phase,
  runId: `r${String(phase)}`,
  at: 10,
});
const executed = (phase: number, patch = {}): ProjectEvent => ({
  kind: "executed",
  phase,
  at: 20,
  inputs: {},
  outputs: {},
  problems: [],
  patch,
});
const failed = (phase: number): ProjectEvent => ({
  kind: "failed",
  phase,
  at: 30,
  error: { code: "format", message: "x", detail: {} },
  problems: [],
});

describe("transition", () => {
  it("waits at Label Data until the user goes on", () => {
    const waiting = play(begin(0), {
      kind: "await",
      phase: 0,
      reason: "operation",
    });
    expect(waiting.state).toBe("awaiting");
    expect(nextPhase(waiting)).toBeNull();
    const after = transition(waiting, executed(0));
    expect(after.phases[0]).toMatchObject({
      state: "executed",
      awaiting: null,
      startedAt: 10,
      endedAt: 20,
    });
    expect(nextPhase(after)).toBe(1);
  });

  it("keeps what a phase produced for the ones after it", () => {
    expect(
      play(begin(0), executed(0), begin(1), executed(1, { versionId: "v" }))
        .versionId,
    ).toBe("v");
  });

  it("stays at a failed phase until it is begun again", () => {
    const broken = play(begin(0), executed(0), begin(1), failed(1));
    expect([broken.state, nextPhase(broken)]).toEqual(["failed", null]);
    const retried = transition(broken, begin(1));
    expect(retried.phases[1]).toMatchObject({
      state: "running",
      error: null,
      runId: "r1",
    });
    expect(nextPhase(retried)).toBe(1);
  });

  it("stops what runs and nothing that is done", () => {
    const stopped = play(begin(0), executed(0), begin(1), {
      kind: "stop",
      at: 5,
    });
    expect(stopped.phases.map(({ state }) => state).slice(0, 3)).toEqual([
      "executed",
      "stopped",
      "init",
    ]);
    expect(stopped.state).toBe("stopped");
  });

  it("rewinds for a new round and forgets what came after", () => {
    const again = transition(
      play(begin(0), executed(0), begin(1), executed(1)),
      { kind: "rewind", phase: 1, execution: 2 },
    );
    expect(again.phases.map(({ state }) => state).slice(0, 2)).toEqual([
      "executed",
      "init",
    ]);
    expect(again.execution).toBe(2);
  });

  it("refuses to begin what is executed", () => {
    expect(() => play(begin(0), executed(0), begin(0))).toThrow(
      /executed already/,
    );
  });
});
