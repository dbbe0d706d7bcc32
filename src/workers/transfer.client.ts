import { proxy, wrap, type Remote } from "comlink";
import { AppError } from "#core/errors.ts";
import { endWorker, keepWorker } from "./kept-workers.ts";
import { installTransferHandlers } from "./rpc.ts";
import type { TransferApi } from "./transfer.worker.ts";

export type { CommitProgress } from "./commit-chunk.ts";
export type { ExportTask } from "./export-source.ts";
export type { SampleKind } from "./sample-makers.ts";
export type { PublishTask } from "./publish-version.ts";
export { proxy };

/** How long a worker may take to stop by itself before it is ended. */
const GRACE_MS = 2000;

/**
 * Runs `work` in a worker of its own, which ends with it: a transfer may hold much memory, and
 * none of it should outlive the job.
 */
export async function withTransfer<T>(
  work: (api: Remote<TransferApi>) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  installTransferHandlers();
  signal.throwIfAborted();
  const worker = new Worker(new URL("./transfer.worker.ts", import.meta.url), {
    type: "module",
  });
  const failed = new Promise<never>((_resolve, reject) => {
    worker.onerror = (event) =>
      reject(
        new AppError("bug", `The transfer worker failed: ${event.message}`),
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
    const api = keepWorker(worker, wrap<TransferApi>(worker));
    return await Promise.race([work(api), failed]);
  } finally {
    endWorker(worker);
  }
}
