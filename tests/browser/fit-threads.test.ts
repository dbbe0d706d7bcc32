/** Models of tables learned by several threads, in real workers. */
import { proxy, wrap } from "comlink";
import { expect, test } from "vitest";
import { newId, type VersionId } from "#core/ids.ts";
import { figureOf } from "#core/training.ts";
import { DEFAULT_TRAIN_OPTIONS } from "#exeml/projects.ts";
import type { TrainOutcome, TrainTask } from "#labeling/learning-contract.ts";
import { sampleTable } from "#labeling/types/table/learning/sample-table.ts";
import trainer from "#labeling/types/table/trainer.ts";
import type { FitThread, OpenFitThreads } from "#ml/table/fit-queue.ts";
import { fitThreads } from "#workers/fit-threads.ts";
import { installTransferHandlers } from "#workers/rpc.ts";
import { publishTable } from "#storage/tables.ts";
import type { TrainApi, WorkerTrainTask } from "#workers/train.worker.ts";
import { imported, newTable } from "../support/imported-tables.ts";
import { silent } from "../support/silent-report.ts";

installTransferHandlers();

const never = new AbortController().signal;
const table = sampleTable(480, "discrete");

function learned(
  openFitThreads: OpenFitThreads | undefined,
  report = silent,
  signal = never,
): Promise<TrainOutcome> {
  const task = {
    samples: [],
    table,
    options: { preference: "balance", maxMinutes: 6, seed: 3 },
    resume: null,
    incrementalFrom: null,
    ...(openFitThreads && { openFitThreads }),
  } as unknown as TrainTask;
  return trainer.train(task, report, never, signal);
}

interface Watched {
  readonly open: OpenFitThreads;
  /** Fits that came back, by thread. */
  readonly done: number[];
  readonly threads: FitThread[];
  ended: number;
}

/** The threads of a device with so many cores. @param change what becomes of each. */
function watched(
  cores: number,
  change: (thread: FitThread, index: number) => FitThread = (own) => own,
): Watched {
  const open = fitThreads(cores);
  if (!open) throw new Error("no threads");
  const all: Watched = {
    done: [],
    threads: [],
    ended: 0,
    open: (ground, jobs) => {
      all.threads.push(...open(ground, jobs));
      return all.threads.map((thread, i) => {
        all.done.push(0);
        const own = change(thread, i);
        return {
          ready: own.ready,
          fit: async (job, signal) => {
            const outcome = await own.fit(job, signal);
            all.done[i] = (all.done[i] ?? 0) + 1;
            return outcome;
          },
          end: () => {
            all.ended += 1;
            own.end();
          },
        };
      });
    },
  };
  return all;
}

test("a device of two cores has no thread to spare", () => {
  expect(crossOriginIsolated).toBe(true);
  expect(fitThreads(2)).toBeUndefined();
});

test("it is the model of one thread, whatever becomes of the others", async () => {
  const alone = await learned(undefined);
  const together = watched(4);
  const same = await learned(together.open);
  expect(same.model).toEqual(alone.model);
  expect(same.evaluation).toEqual(alone.evaluation);
  expect(together.done.length).toBe(2);
  expect(Math.min(...together.done)).toBeGreaterThan(2);
  expect(together.ended).toBe(2);

  // One is killed while it fits, the other does not know what it is asked.
  const broken = watched(4, (thread, i) => ({
    ...thread,
    fit: (job, signal) => {
      if (i === 0) setTimeout(() => thread.end(), 20);
      return i === 0
        ? thread.fit(job, signal)
        : thread.fit({ ...job, method: null as never }, signal);
    },
  }));
  const anyway = await learned(broken.open);
  expect(anyway.model).toEqual(alone.model);
  expect(broken.done[1]).toBe(0);
});

test("a training worker of the product starts threads of its own", async () => {
  const rows = Array.from({ length: 300 }, (_, i) => [i % 37, (i * 7) % 11]);
  const lines = rows.map(
    ([a = 0, b = 0]) => `${String(a)},${String(b)},${a + b > 22 ? "hi" : "lo"}`,
  );
  const datasetId = await newTable();
  await imported(datasetId, { "a.csv": ["a,b,size", ...lines].join("\n") });
  const version = await publishTable(
    { datasetId, name: null, description: "", split: null },
    newId<VersionId>(),
  );
  let answers = 0;
  const heard = new BroadcastChannel("fit-threads");
  heard.onmessage = () => (answers += 1);
  const worker = new Worker(
    new URL("../support/many-cores.worker.ts", import.meta.url),
    { type: "module" },
  );
  const task: WorkerTrainTask = {
    versionId: version.id,
    options: {
      ...DEFAULT_TRAIN_OPTIONS,
      labelColumn: { name: "size", type: "discrete" },
    },
    incrementalFrom: null,
    resume: null,
  };
  const api = wrap<TrainApi>(worker);
  const handlers = proxy({ ...silent, checkpoint: () => undefined });
  const { evaluation } = await api.train(task, handlers, never, never);
  worker.terminate();
  heard.close();
  expect(figureOf(evaluation).value).toBeGreaterThan(0.9);
  expect(answers).toBeGreaterThan(4);
});

test("given up, the threads are ended and answer no more", async () => {
  const abort = new AbortController();
  const all = watched(4);
  const asked = learned(
    all.open,
    { ...silent, checkpoint: async () => abort.abort(new Error("enough")) },
    abort.signal,
  );
  await expect(asked).rejects.toThrow("enough");
  expect(all.ended).toBe(2);
  const [thread] = all.threads;
  const answer = thread?.fit({ method: null } as never, never).then(
    () => "answered",
    () => "answered",
  );
  const silence = new Promise((resolve) => setTimeout(resolve, 300, "silent"));
  expect(await Promise.race([answer, silence])).toBe("silent");
});
