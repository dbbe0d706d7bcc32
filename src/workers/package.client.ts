import { wrap } from "comlink";
import type { ModelId } from "#core/ids.ts";
import type { Model } from "#core/model.ts";
import type { PackageApi, PackageFile } from "./package.worker.ts";
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

/**
 * @param given a zip, or the files of a folder.
 * @param name of the zip or the folder.
 * @throws AppError('format') when it is no model package.
 */
export function importPackage(
  given: Blob | readonly PackageFile[],
  name: string,
): Promise<Model> {
  return withWorker((api) => api.unpack(given, name));
}
