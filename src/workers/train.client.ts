import { proxy, wrap } from "comlink";
import { AppError } from "#core/errors.ts";
import type { BackendProbe } from "#ml/backend.ts";
import { endWorker, keepWorker } from "./kept-workers.ts";
import { installTransferHandlers } from "./rpc.ts";
import type {
  TrainAnswer,
  TrainApi,
  TrainHandlers,
  WorkerTrainTask,
} from "./train.worker.ts";

export type { TrainAnswer, TrainHandlers, WorkerTrainTask };

/** How long a worker may take to stop by itself before it is ended. */
const GRACE_MS = 2000;

/** A training worker for one piece of work. */
export async function withTrainWorker<T>(
  work: (api: ReturnType<typeof wrap<TrainApi>>) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  installTransferHandlers();
  signal.throwIfAborted();
  const worker = new Worker(new URL("./train.worker.ts", import.meta.url), {
    type: "module",
  });
  const failed = new Promise<never>((_resolve, reject) => {
    worker.onerror = (event) =>
      reject(
        new AppError("model", `The training worker failed: ${event.message}`),
      );
    signal.addEventListener(
      "abort",
      () =>
        setTimeout(
          () => reject(new AppError("cancelled", "Stopped")),
          GRACE_MS,
        ),
      { once: true },
    );
  });
  try {
    const api = keepWorker(worker, wrap<TrainApi>(worker));
    return await Promise.race([work(api), failed]);
  } finally {
    endWorker(worker);
  }
}

/** Trains in a worker of its own. @param stop ends early and keeps the best. @param signal gives up. */
export function trainOn(
  task: WorkerTrainTask,
  handlers: TrainHandlers,
  stop: AbortSignal,
  signal: AbortSignal,
): Promise<TrainAnswer> {
  // One proxy for all of them: Comlink finds proxies among the arguments, not inside them.
  return withTrainWorker(
    (api) => api.train(task, proxy(handlers), stop, signal),
    signal,
  );
}

/** What computes on this device. */
export function probeBackends(): Promise<BackendProbe[]> {
  return withTrainWorker(
    (api) => api.probeBackends(),
    new AbortController().signal,
  );
}
