/**
 * Gestures are written by a thread of their own. A page draws what it has just changed, 15 ms or so,
 * and only then hears what the database answers, without which a transaction does not end.
 */
import { wrap, type Remote } from "comlink";
import { AppError } from "#core/errors.ts";
import { applyEdits, redo, undo } from "#storage/journal.ts";
import type { GesturesApi } from "./gestures.worker.ts";
import { endWorker, keepWorker } from "./kept-workers.ts";
import { installTransferHandlers } from "./rpc.ts";

type Api = GesturesApi | Remote<GesturesApi>;

interface Writer {
  readonly api: Api;
  readonly failed: Promise<never>;
}

let writer: Writer | null = null;

/** Where the thread fails, the page writes by itself: slower, and as safe. */
const ownHand: Writer = {
  api: { applyEdits, undo, redo },
  failed: new Promise(() => undefined),
};

function start(): Writer {
  installTransferHandlers();
  const worker = new Worker(new URL("./gestures.worker.ts", import.meta.url), {
    type: "module",
  });
  const failed = new Promise<never>((_resolve, reject) => {
    worker.onerror = ({ message }) => {
      writer = ownHand;
      endWorker(worker);
      reject(new AppError("bug", `The writing thread failed: ${message}`));
    };
  });
  failed.catch(() => undefined);
  return { api: keepWorker(worker, wrap<GesturesApi>(worker)), failed };
}

async function ask<T>(work: (api: Api) => Promise<T>): Promise<T> {
  writer ??= start();
  return Promise.race([work(writer.api), writer.failed]);
}

/** Has the thread ready when the first gesture comes. */
export function startGestures(): void {
  writer ??= start();
}

/** As in `storage/journal.ts`. */
export const gestures: GesturesApi = {
  applyEdits: (...given) => ask((api) => api.applyEdits(...given)),
  undo: (jobId) => ask((api) => api.undo(jobId)),
  redo: (jobId) => ask((api) => api.redo(jobId)),
};
