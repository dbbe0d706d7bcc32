import type { AddedBackbone, BackboneInspection } from "#core/backbone.ts";
import { ENGINE_CACHE } from "#core/engine-cache.ts";
import { onnxEngineFiles } from "#ml/onnx-engine-files.ts";
import type { BackboneChoice } from "./add-backbone.ts";
import type { GivenFile } from "./model-files.ts";
import { withTrainWorker } from "./train.client.ts";

export type { BackboneChoice, GivenFile };

const untilDone = (): AbortSignal => new AbortController().signal;

/** What the files hold. @throws AppError('model') naming the rule they break. */
export function inspectModel(
  files: readonly GivenFile[],
): Promise<BackboneInspection> {
  return withTrainWorker((api) => api.inspectModel(files), untilDone());
}

/** Tries the model, then stores it. @throws AppError('model' | 'storage') */
export function addModel(
  files: readonly GivenFile[],
  choice: BackboneChoice,
): Promise<AddedBackbone> {
  return withTrainWorker((api) => api.addModel(files, choice), untilDone());
}

/**
 * Fetches ONNX Runtime's files of this version of the app unless they are kept already, so that
 * ONNX backbones work offline after an update too. Without a service worker there is nobody to keep them.
 */
export async function keepOnnxEngine(): Promise<void> {
  if (!navigator.serviceWorker?.controller) return;
  const cache = await caches.open(ENGINE_CACHE);
  for (const file of Object.values(onnxEngineFiles)) {
    const { href } = new URL(file, location.origin);
    if (!(await cache.match(href))) await fetch(href);
  }
}
