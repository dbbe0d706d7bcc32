import { wrap } from "comlink";
import type { ModelId } from "#core/ids.ts";
import type { Model } from "#core/model.ts";
import type { PackageApi } from "./package.worker.ts";
import { endWorker, keepWorker } from "./kept-workers.ts";
import { installTransferHandlers } from "./rpc.ts";

async function withWorker<T>(
  work: (api: ReturnType<typeof wrap<PackageApi>>) => Promise<T>,
): Promise<T> {
  installTransferHandlers();
  const worker = new Worker(new URL("./package.worker.ts", import.meta.url), {
    type: "module",
  });
  try {
    return await work(keepWorker(worker, wrap<PackageApi>(worker)));
  } finally {
    endWorker(worker);
  }
}

/** The model's package as a zip. */
export function packModel(id: ModelId): Promise<Blob> {
  return withWorker((api) => api.pack(id));
}

/** @throws AppError('format') when the archive is no model package. */
export function importPackage(file: Blob, name: string): Promise<Model> {
  return withWorker((api) => api.unpack(file, name));
}
