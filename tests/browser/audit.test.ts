/** The audit log: which action leaves which trace, how traces are found, and how they leave. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { TraceId } from "#core/ids.ts";
import type { Trace } from "#core/trace.ts";
import { database } from "#storage/database.ts";
import { undo } from "#storage/journal.ts";
import {
  createLabelingJob,
  deleteLabelingJob,
} from "#storage/labeling-jobs.ts";
import { traceGestures } from "#storage/gesture-traces.ts";
import {
  exportTraces,
  listTraces,
  pruneTraces,
  type TraceFilter,
} from "#storage/traces.ts";
import { fresh } from "../support/backup-files.ts";
import { newDataset } from "../support/stored-data.ts";
import { dataActions, labeled } from "../support/audited-actions.ts";
import { runActions } from "../support/audited-runs.ts";

const names = async (): Promise<string[]> =>
  (await database.traces.orderBy("at").toArray()).map(({ name }) => name);

beforeEach(fresh);
afterEach(() => void vi.useRealTimers());

describe("what is done leaves a trace", () => {
  it.each([...dataActions, ...runActions])(
    "%s of a %s",
    async (name, resourceType, action) => {
      await action();
      expect((await names()).at(-1)).toBe(name);
      const [newest] = await listTraces({ name, limit: 1 });
      expect(newest).toMatchObject({ resourceType, status: "Normal" });
      expect(newest?.resourceId).toBeTruthy();
      expect(newest?.resourceName).toBeTruthy();
    },
  );
});

describe("labeling gestures", () => {
  const updates = () => listTraces({ name: "updateSamples" });

  it("are one trace for each job and minute, however often they are looked for", async () => {
    const now = Math.ceil(Date.now() / 60_000) * 60_000 + 10_000;
    vi.useFakeTimers({ toFake: ["Date"], now });
    const made = await labeled();
    await Promise.all([traceGestures(), traceGestures()]);
    await undo(made.job.id);
    await traceGestures();
    const [trace, ...others] = await updates();
    expect(others).toEqual([]);
    expect(trace).toMatchObject({
      resourceId: made.job.id,
      resourceName: "task",
      operator: "human",
      source: "labeling",
      detail: { gestures: { label: 2, undo: 1 }, samples: 2 },
    });
    // As if they were done in other minutes, the cursor forgotten.
    await database.settings.clear();
    await database.traces.clear();
    const hour = 3_600_000;
    await database.steps.toCollection().modify((step) => {
      (step as { at: number }).at = hour * step.seq;
    });
    await traceGestures();
    await traceGestures();
    expect((await updates()).map(({ at }) => at / hour)).toEqual([3, 2, 1]);
  });

  it("are told even when their job is deleted at once", async () => {
    const made = await labeled();
    await deleteLabelingJob(made.job.id);
    expect((await names()).slice(-2)).toEqual([
      "updateSamples",
      "deleteLabelingJob",
    ]);
  });
});

describe("traces", () => {
  const rows: readonly Trace[] = [1, 2, 3, 4].map((n) => ({
    id: `t${String(n)}` as TraceId,
    at: 1000 * n,
    operator: n === 4 ? "auto" : "human",
    name: n < 3 ? "addModel" : "deleteModel",
    resourceType: n === 2 ? "Dataset" : "Model",
    resourceId: `m${String(n % 2)}`,
    resourceName: n === 1 ? "fruit" : "fruit-2",
    status: n === 3 ? "Warning" : "Normal",
    source: n === 1 ? "import" : "app",
    detail: { n },
  }));
  beforeEach(() => database.traces.bulkAdd(rows as Trace[]));

  it.each<readonly [TraceFilter, string]>([
    [{}, "4321"],
    [{ name: "addModel" }, "21"],
    [{ name: "add" }, ""],
    [{ resourceType: "Dataset" }, "2"],
    [{ resourceId: "m1" }, "31"],
    [{ resourceName: "fruit" }, "1"],
    [{ operator: "auto" }, "4"],
    [{ status: "Warning" }, "3"],
    [{ source: "import" }, "1"],
    [{ after: 2000, before: 3000 }, "32"],
    [{ after: 2001 }, "43"],
    [{ name: "deleteModel", status: "Normal" }, "4"],
    [{ limit: 2 }, "43"],
  ])("%j finds %j", async (filter, wanted) => {
    const found = await listTraces(filter);
    expect(found.map(({ id }) => id.slice(1)).join("")).toBe(wanted);
  });

  it("leave as JSON lines, oldest first, whole", async () => {
    const lines = (await exportTraces()).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line) as Trace)).toEqual(rows);
  });

  it("are forgotten after their days", async () => {
    await database.traces.update("t4" as TraceId, { at: Date.now() });
    expect(await pruneTraces(90)).toBe(3);
    expect(await database.traces.count()).toBe(1);
  });
});

it("a labeling job that is made leaves a trace with its type", async () => {
  const { dataset } = await newDataset();
  await createLabelingJob({
    datasetId: dataset.id,
    type: "image_classification",
    name: "second",
    description: "",
    singleLabel: true,
    labels: [],
  });
  const [newest] = await listTraces({ resourceName: "second" });
  expect(newest?.detail).toEqual({ type: "image_classification" });
});
