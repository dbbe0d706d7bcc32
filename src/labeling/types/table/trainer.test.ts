import { describe, expect, test } from "vitest";
import type { ClassWeights, TrainingPreference } from "#core/training.ts";
import { seededRandom } from "#core/random.ts";
import type {
  TrainOutcome,
  TrainReport,
  TrainTable,
  TrainTask,
} from "#labeling/learning-contract.ts";
import { resting } from "#ml/rest.ts";
import { rowsOf, runJob } from "#ml/table/fit-job.ts";
import type { OpenFitThreads } from "#ml/table/fit-queue.ts";
import { sampleTable } from "./learning/sample-table.ts";
import trainer from "./trainer.ts";

interface Run extends TrainOutcome {
  readonly checkpoints: readonly Uint8Array[];
  readonly events: readonly string[];
  readonly stages: readonly string[];
}

interface Asked {
  readonly preference?: TrainingPreference;
  readonly resume?: Uint8Array | null;
  readonly maxMinutes?: number;
  readonly stopAfter?: number;
  readonly cancelAfter?: number;
  readonly stopsAtOnce?: boolean;
  readonly classWeights?: ClassWeights;
  readonly openFitThreads?: OpenFitThreads;
}

/** Threads that come and go, and answer in an order of their own; all of them on this one. */
const oddThreads: OpenFitThreads = (given) => {
  const random = seededRandom(7);
  const ground = structuredClone(given);
  const rows = rowsOf(ground);
  return Array.from({ length: 3 }, (_, i) => ({
    ready: Promise.resolve(),
    fit: async (job, signal) => {
      if (i === 0 && random() < 0.3) throw new Error("dead");
      const late = random() * 30;
      const outcome = await runJob(
        structuredClone(job),
        rows,
        ground.targets,
        resting(signal),
      );
      await new Promise((resolve) => setTimeout(resolve, late));
      return structuredClone(outcome);
    },
    end: () => undefined,
  }));
};

async function train(
  table: TrainTable,
  {
    preference = "balance",
    resume = null,
    maxMinutes = 6,
    classWeights,
    openFitThreads,
    ...ends
  }: Asked = {},
): Promise<Run> {
  const [stop, cancel] = [new AbortController(), new AbortController()];
  const checkpoints: Uint8Array[] = [];
  const events: string[] = [];
  const stages: string[] = [];
  const report: TrainReport = {
    progress: (stage) => {
      stages.push(stage);
      if (ends.stopsAtOnce) stop.abort();
    },
    epoch: () => undefined,
    checkpoint: async (bytes) => {
      checkpoints.push(bytes);
      if (checkpoints.length === ends.stopAfter) stop.abort();
      if (checkpoints.length === ends.cancelAfter) cancel.abort();
    },
    backend: () => undefined,
    event: (text) => events.push(text),
  };
  const task = {
    samples: [],
    table,
    options: {
      preference,
      maxMinutes,
      seed: 4,
      backend: "auto",
      incrementalFrom: null,
      backbone: "",
      ...(classWeights && { classWeights }),
    },
    resume,
    incrementalFrom: null,
    ...(openFitThreads && { openFitThreads }),
  } as unknown as TrainTask;
  const outcome = await trainer.train(task, report, stop.signal, cancel.signal);
  return { ...outcome, checkpoints, events, stages };
}

describe("a table with two labels", () => {
  const table = sampleTable(480, "discrete");

  test("is learned, and the columns that matter are told from the one that does not", async () => {
    const { evaluation } = await train(table, {
      preference: "performance_first",
    });
    if (evaluation.kind !== "classification") throw new Error("no classes");
    const found = evaluation.table;
    expect(evaluation.measuredOn).toBe("validation");
    expect(found?.judged).toBe(120);
    expect(evaluation.accuracy).toBeGreaterThan(0.85);
    expect(found?.roc?.area).toBeGreaterThan(0.9);
    expect(found?.importance.map(({ column }) => column).at(-1)).toBe("noise");
    expect(found?.dependence[0]?.points.length).toBeGreaterThan(2);
    expect(found?.cells[0]).toHaveLength(3);
    expect(found?.leaderboard[0]?.share).toBe(1);
  });

  test("goes on after a kill as if nothing had happened", async () => {
    const few = sampleTable(150, "discrete");
    const straight = await train(few);
    const killed = straight.checkpoints[2] ?? null;
    const resumed = await train(few, { resume: killed });
    expect(resumed.model).toEqual(straight.model);
    expect(resumed.evaluation).toEqual(straight.evaluation);
    // What was tried before is not tried again.
    expect(resumed.checkpoints.length).toBe(straight.checkpoints.length - 3);
  });

  test("on several threads it is the same model, checkpoint by checkpoint", async () => {
    const few = sampleTable(150, "discrete");
    const alone = await train(few);
    const together = await train(few, { openFitThreads: oddThreads });
    expect(together).toEqual(alone);
    const resumed = await train(few, {
      openFitThreads: oddThreads,
      resume: alone.checkpoints[1] ?? null,
    });
    expect(resumed.model).toEqual(alone.model);
  });

  test("on several threads it ends early, and gives up, as on one", async () => {
    const openFitThreads = oddThreads;
    const stopped = await train(table, { stopAfter: 2, openFitThreads });
    if (stopped.evaluation.kind !== "classification")
      throw new Error("no classes");
    expect(stopped.evaluation.table?.leaderboard).toHaveLength(2);
    const first = await train(table, { stopsAtOnce: true, openFitThreads });
    const alone = await train(table, { stopsAtOnce: true });
    expect(first.model).toEqual(alone.model);
    await expect(
      train(table, { cancelAfter: 1, openFitThreads }),
    ).rejects.toThrow();
  });

  test("stopped early keeps the best so far; cancelled gives up", async () => {
    const stopped = await train(table, { stopAfter: 2 });
    expect(stopped.events).toContain("Ended early; the best so far is kept");
    if (stopped.evaluation.kind !== "classification")
      throw new Error("no classes");
    expect(stopped.evaluation.table?.leaderboard).toHaveLength(2);
    await expect(train(table, { cancelAfter: 1 })).rejects.toThrow();
  });

  test("out of time it keeps what it has by then", async () => {
    const late = await train(table, { maxMinutes: 0 });
    expect(late.events).toContain("Ended early; the best so far is kept");
    if (late.evaluation.kind !== "classification")
      throw new Error("no classes");
    expect(late.evaluation.table?.leaderboard).toHaveLength(1);
  });
});

test("balanced class weights find more of the rare label, and are told by other checkpoints", async () => {
  const whole = sampleTable(600, "discrete");
  const chance = seededRandom(2);
  // Of those who buy, most are asked too late: what is left of them is rare, and hard to tell.
  const columns = whole.table.columns.map((column) =>
    column.name === "buys" && column.data.kind === "words"
      ? {
          ...column,
          data: {
            ...column.data,
            codes: column.data.codes.map((code) =>
              code === 1 && chance() < 0.7 ? 0 : code,
            ),
          },
        }
      : column,
  );
  const table = { ...whole, table: { ...whole.table, columns } };
  const of = async (classWeights: ClassWeights): Promise<Run> =>
    train(table, { preference: "performance_first", classWeights });
  const [none, balanced] = [await of("none"), await of("balanced")];
  const recall = ({ evaluation }: Run): number =>
    evaluation.kind === "classification"
      ? (evaluation.perClass[1]?.recall ?? 0)
      : -1;
  expect(recall(none)).toBeLessThan(0.4);
  expect(recall(balanced)).toBeGreaterThan(recall(none) + 0.2);
  const resumed = await train(table, {
    preference: "performance_first",
    classWeights: "balanced",
    resume: none.checkpoints.at(-1) ?? null,
  });
  expect(resumed.model).toEqual(balanced.model);
});

test("stopped in its first rounds it is done soon, with a small model", async () => {
  const table = sampleTable(480, "discrete");
  const preference = "performance_first";
  const whole = await train(table, { preference });
  const stopped = await train(table, { preference, stopsAtOnce: true });
  const bytes = ({ model }: Run): number =>
    model.files["trees-1.json"]?.length ?? 0;
  expect(bytes(stopped)).toBeLessThan(bytes(whole) / 2);
});

test("few rows are cross-validated, each row by a model that had not seen it", async () => {
  const { evaluation } = await train(sampleTable(120, "discrete"), {
    preference: "performance_first",
  });
  if (evaluation.kind !== "classification") throw new Error("no classes");
  expect(evaluation.measuredOn).toBe("cross_validation");
  expect(evaluation.table?.judged).toBe(120);
});

test("numbers are predicted, with the errors of the rows held back", async () => {
  const table = sampleTable(600, "continuous");
  const { evaluation } = await train(table, {
    preference: "performance_first",
  });
  if (evaluation.kind !== "regression") throw new Error("no numbers");
  expect(evaluation.rmse).toBeLessThan(15);
  expect(evaluation.r2).toBeGreaterThan(0.85);
  expect(evaluation.mse).toBeCloseTo(evaluation.rmse ** 2, 6);
  expect(evaluation.points).toHaveLength(150);
  const [first, second] = evaluation.worst;
  const off = (one: typeof first): number =>
    Math.abs((one?.predicted ?? 0) - (one?.truth ?? 0));
  expect(off(first)).toBeGreaterThanOrEqual(off(second));
  const [, city] = first?.cells ?? [];
  expect(["Bern", "Oslo", "Rome"]).toContain(city);
});

test("a label column that cannot be learned is told by name and reason", async () => {
  const numbers = sampleTable(100, "continuous");
  const words = {
    ...sampleTable(100, "discrete"),
    label: { name: "buys", type: "continuous" as const },
  };
  await expect(
    train({ ...numbers, label: { name: "price", type: "continuous" } }),
  ).rejects.toThrow("The table has no column price");
  await expect(train(words)).rejects.toThrow(
    "Column buys must hold numbers to be predicted as a continuous value, but it holds words such as no",
  );
});
