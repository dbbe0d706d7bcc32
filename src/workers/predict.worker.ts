/** Holds one loaded model and answers for it, one file after another. */
import { expose } from "comlink";
import { AppError, isCancelled } from "#core/errors.ts";
import type { ModelId } from "#core/ids.ts";
import type { Progress } from "#core/job.ts";
import type { Column } from "#core/table.ts";
import type { BackendName } from "#core/training.ts";
import type {
  LoadedPredictor,
  PredictOutcome,
} from "#labeling/learning-contract.ts";
import { loadPredictor } from "#labeling/predictors.ts";
import { readPicture } from "#media/read-picture.ts";
import { readPixels } from "#media/read-pixels.ts";
import { readSound } from "#media/read-sound.ts";
import { readBlob } from "#storage/blobs.ts";
import { getModel } from "#storage/models.ts";
import {
  type AskedTable,
  predictTable,
  type PredictedTable,
} from "./predict-table.ts";
import { readBackbone } from "./read-backbone.ts";
import { installTransferHandlers } from "./rpc.ts";

let loaded: LoadedPredictor | null = null;

/** A picture that the browser cannot decode is the caller's to mend. */
async function decoded<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (cause) {
    if (!(cause instanceof DOMException) || isCancelled(cause)) throw cause;
    const message = `The picture cannot be decoded: ${cause.message}`;
    throw new AppError("format", message, {}, { cause });
  }
}

const api = {
  async load(id: ModelId, backend: BackendName | "auto"): Promise<void> {
    const model = await getModel(id);
    if (!model)
      throw new AppError("storage", "The model was deleted", {
        reason: "missing",
      });
    if (model.status !== "Normal")
      throw new AppError(
        "model",
        model.statusReason ?? "The model is not usable",
      );
    const files = await Promise.all(
      Object.entries(model.files).map(
        async ([path, hash]) =>
          [
            path,
            new Uint8Array(await (await readBlob(hash)).arrayBuffer()),
          ] as const,
      ),
    );
    const predictor = await loadPredictor(model.labelingType);
    loaded?.dispose();
    loaded = await predictor.load(
      { files: Object.fromEntries(files) },
      backend,
      {
        readPixels: (file, sides) => decoded(readPixels(file, sides)),
        readPicture: (file, longest) => decoded(readPicture(file, longest)),
        readSound,
        readBackbone,
      },
    );
  },
  async predict(
    file: Blob,
    heatMap: boolean,
    signal: AbortSignal,
  ): Promise<PredictOutcome> {
    if (!loaded) throw new AppError("bug", "No model is loaded");
    return loaded.predict(file, { heatMap }, signal);
  },
  /** Columns of a row; none where the model is of another kind. */
  columns: (): readonly Column[] => loaded?.columns ?? [],
  async predictTable(
    asked: AskedTable,
    report: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<PredictedTable> {
    if (!loaded) throw new AppError("bug", "No model is loaded");
    return predictTable(loaded, asked, report, signal);
  },
};

export type PredictApi = typeof api;

installTransferHandlers();
expose(api);
