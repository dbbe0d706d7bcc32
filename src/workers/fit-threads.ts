/** Threads that fit models of tables, started by the one that trains. */
import { wrap } from "comlink";
import { AppError } from "#core/errors.ts";
import type { FitGround } from "#ml/table/fit-job.ts";
import type { FitThread, OpenFitThreads } from "#ml/table/fit-queue.ts";
import type { FitApi } from "./fit.worker.ts";
import { endWorker, keepWorker } from "./kept-workers.ts";

/** The training's own among them. */
const MOST_THREADS = 6;
/** For what each of them keeps of a table beside the shared columns. */
const MEMORY = 5e8;
/** Bytes a row, and for each of its columns; for each class once more. */
const ROW_BYTES = 100;

function start(ground: FitGround): FitThread {
  const worker = new Worker(new URL("./fit.worker.ts", import.meta.url), {
    type: "module",
  });
  const died = new Promise<never>((_resolve, reject) => {
    worker.onerror = (event) => {
      // Not the end of the training's own thread, which would hear of it next.
      event.preventDefault();
      reject(
        new AppError("bug", `A thread that fits failed: ${event.message}`),
      );
    };
  });
  died.catch(() => undefined);
  const api = keepWorker(worker, wrap<FitApi>(worker));
  return {
    ready: Promise.race([api.load(ground), died]),
    fit: (job, signal) => Promise.race([api.fit(job, signal), died]),
    end: () => endWorker(worker),
  };
}

/**
 * @param cores of the device: one is left to the page, one is the training's own thread.
 * @returns undefined where threads cannot share memory, or cannot be started from a worker.
 */
export function fitThreads(
  cores = navigator.hardwareConcurrency || 2,
): OpenFitThreads | undefined {
  const most = Math.min(MOST_THREADS, cores - 1) - 1;
  if (most < 1 || !self.crossOriginIsolated || !("Worker" in globalThis))
    return undefined;
  return (ground, jobs) => {
    const { count, binned, targets } = ground;
    const own = binned.bins.length + ROW_BYTES * Math.max(1, targets.classes);
    const room = Math.floor(MEMORY / (count * own));
    const threads = Math.max(0, Math.min(most, jobs - 1, room));
    return Array.from({ length: threads }, () => start(ground));
  };
}
