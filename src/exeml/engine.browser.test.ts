import { beforeEach, describe, expect, it } from "vitest";
import type {
  DatasetId,
  JobId,
  ModelId,
  ProjectId,
  ServiceId,
  VersionId,
} from "#core/ids.ts";
import type { PhaseKind, Project } from "#core/project.ts";
import { database } from "#storage/database.ts";
import { getProject } from "#storage/projects.ts";
import type { Action, actions, ActionResult } from "./actions.ts";
import {
  relaxRules,
  resumeProjects,
  retryPhase,
  runProject,
  stopProject,
} from "./engine.ts";
import { templates } from "./templates.ts";
import { freshPhase } from "./transition.ts";

const id = "p1" as ProjectId;

function project(): Project {
  return {
    id,
    name: "p",
    description: "",
    type: templates[0]?.id ?? "",
    tags: [],
    datasetId: "d" as DatasetId,
    labelingJobId: null,
    createdAt: 1,
    updatedAt: 1,
    state: "not_started",
    execution: 1,
    policy: "relaxed",
    trainRatio: 0.8,
    trainOptions: {} as Project["trainOptions"],
    phases: (templates[0]?.phases ?? []).map(freshPhase),
    versionId: null,
    trainingId: null,
    modelId: null,
    serviceId: null,
  };
}

/** Effects keyed by run id, as the real ones are: `made` holds what each run made, once. */
function effects(made: Map<string, PhaseKind>): typeof actions {
  const patches: Partial<Record<PhaseKind, Partial<Project>>> = {
    publish: { versionId: "v1" as VersionId },
    train: { trainingId: "t1" as JobId },
    register: { modelId: "m1" as ModelId },
    deploy: { serviceId: "s1" as ServiceId },
  };
  const action =
    (kind: PhaseKind): Action =>
    async ({ runId, answer }): Promise<ActionResult> => {
      if (kind === "label" && answer !== "next")
        return { kind: "await", reason: "operation" };
      if (kind === "deploy" && answer === null)
        return { kind: "await", reason: "input" };
      made.set(runId, kind);
      return {
        kind: "done",
        inputs: {},
        outputs: { kind },
        problems: [],
        patch: patches[kind] ?? {},
      };
    };
  const kinds = [
    "label",
    "publish",
    "check",
    "train",
    "register",
    "deploy",
  ] as const;
  return Object.fromEntries(
    kinds.map((kind) => [kind, action(kind)]),
  ) as unknown as typeof actions;
}

const states = (found: Project | undefined): string[] =>
  found?.phases.map(({ state }) => state) ?? [];

/** What a person does: answers whatever waits, until nothing does. */
async function toTheEnd(table: typeof actions): Promise<Project> {
  for (let turns = 0; turns < 10; turns += 1) {
    await resumeProjects(table);
    const found = await getProject(id);
    const waiting = found?.phases.find(({ state }) => state === "awaiting");
    if (!found || !waiting) return found ?? project();
    await runProject(
      id,
      waiting.kind === "deploy" ? { name: "s" } : "next",
      table,
    );
  }
  throw new Error("The project never ends");
}

/** Every state that is stored on the way, in order. */
async function storedStates(): Promise<Project[]> {
  const stored: Project[] = [project()];
  const remember = (
    _change: object,
    _key: string,
    before: Project,
  ): undefined => {
    stored.push(structuredClone(before));
    return undefined;
  };
  database.projects.hook("updating", remember);
  try {
    await toTheEnd(effects(new Map()));
  } finally {
    database.projects.hook("updating").unsubscribe(remember);
  }
  return stored;
}

describe("a project", () => {
  beforeEach(async () => {
    await database.projects.clear();
    await database.projects.add(project());
  });

  it("goes through its phases, waiting where a person is asked", async () => {
    const table = effects(new Map());
    await resumeProjects(table);
    expect(states(await getProject(id))[0]).toBe("awaiting");
    await runProject(id, "next", table);
    expect(states(await getProject(id))).toEqual([
      ...Array<string>(5).fill("executed"),
      "awaiting",
    ]);
    await runProject(id, { name: "s" }, table);
    const found = await getProject(id);
    expect(found?.state).toBe("executed");
    expect(found).toMatchObject({
      versionId: "v1",
      modelId: "m1",
      serviceId: "s1",
    });
  });

  it("ends the same after a kill behind any stored state, each effect done once", async () => {
    const crashes = await storedStates();
    expect(crashes.length).toBeGreaterThan(12);
    for (const crashed of crashes) {
      await database.projects.put(crashed);
      const made = new Map<string, PhaseKind>();
      const found = await toTheEnd(effects(made));
      expect(found.state, states(crashed).join(" ")).toBe("executed");
      const kinds = [...made.values()];
      expect(new Set(kinds).size, states(crashed).join(" ")).toBe(kinds.length);
    }
  });

  it("keeps its run id when a phase is taken up again, so that its effect is found", async () => {
    const crashes = await storedStates();
    const training = crashes.find(
      ({ phases }) => phases[3]?.state === "running",
    );
    await database.projects.put(training ?? project());
    const made = new Map<string, PhaseKind>();
    await resumeProjects(effects(made));
    expect(made.get(training?.phases[3]?.runId ?? "")).toBe("train");
  });

  it("publishes the labels as they are now before it checks them again", async () => {
    let published = 0;
    const table: typeof actions = {
      ...effects(new Map()),
      publish: async () => {
        published += 1;
        return {
          kind: "done",
          inputs: {},
          outputs: {},
          problems: [],
          patch: { versionId: `v${String(published)}` as VersionId },
        };
      },
      check: async ({ project: { versionId } }) =>
        versionId === "v1"
          ? { kind: "rejected", problems: [], message: "Too few labels" }
          : { kind: "done", inputs: {}, outputs: {}, problems: [], patch: {} },
    };
    await resumeProjects(table);
    await runProject(id, "next", table);
    expect(states(await getProject(id))[2]).toBe("failed");
    await retryPhase(id, 2, table);
    const found = await getProject(id);
    expect(found?.versionId).toBe("v2");
    expect(states(found)[2]).toBe("executed");
  });

  it("checks the version there is by the relaxed rules, and goes on by them", async () => {
    let published = 0;
    const { publish, ...others } = effects(new Map());
    const table: typeof actions = {
      ...others,
      publish: async (run) => {
        published += 1;
        return publish(run);
      },
      check: async ({ project: { policy } }) =>
        policy === "guide"
          ? { kind: "rejected", problems: [], message: "Too large" }
          : { kind: "done", inputs: {}, outputs: {}, problems: [], patch: {} },
    };
    await database.projects.update(id, { policy: "guide" });
    await resumeProjects(table);
    await runProject(id, "next", table);
    expect(states(await getProject(id))[2]).toBe("failed");
    await relaxRules(id, 2, table);
    const found = await getProject(id);
    expect(found?.policy).toBe("relaxed");
    expect(states(found)[2]).toBe("executed");
    expect(published).toBe(1);
  });

  it("is not taken up again after it was stopped", async () => {
    await resumeProjects(effects(new Map()));
    await stopProject(id);
    const made = new Map<string, PhaseKind>();
    await resumeProjects(effects(made));
    expect((await getProject(id))?.state).toBe("stopped");
    expect(made.size).toBe(0);
  });
});
