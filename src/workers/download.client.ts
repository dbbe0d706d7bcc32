import { proxy, wrap } from "comlink";
import { AppError } from "#core/errors.ts";
import type { DownloadApi, DownloadReport } from "./download.worker.ts";
import type { GivenFile } from "./model-files.ts";
import { endWorker, keepWorker } from "./kept-workers.ts";
import { installTransferHandlers } from "./rpc.ts";

export type { DownloadReport };

/**
 * The files of a model at an address of any origin that allows it (CORS).
 * @throws AppError('network') in words for the user, AbortError when cancelled.
 */
export async function downloadModel(
  address: string,
  report: DownloadReport,
  signal: AbortSignal,
): Promise<GivenFile[]> {
  installTransferHandlers();
  signal.throwIfAborted();
  const worker = new Worker(new URL("./download.worker.ts", import.meta.url), {
    type: "module",
  });
  const failed = new Promise<never>((_resolve, reject) => {
    worker.onerror = (event) =>
      reject(new AppError("network", `Downloading failed: ${event.message}`));
    signal.addEventListener(
      "abort",
      () => reject(new AppError("cancelled", "Stopped")),
      { once: true },
    );
  });
  try {
    const api = keepWorker(worker, wrap<DownloadApi>(worker));
    return await Promise.race([
      api.download(address, proxy(report), signal),
      failed,
    ]);
  } finally {
    endWorker(worker);
  }
}
