/**
 * Workers that are at work, and what they are asked through. Only the answer awaited leads to them,
 * and only they can give it: Firefox takes such a circle for garbage while the worker waits for
 * something, and Comlink lets go of a worker whose proxy was collected
 * (https://github.com/GoogleChromeLabs/comlink/issues/692). The call would never be answered.
 */
const kept = new Map<Worker, unknown>();

/** @returns the proxy, which is kept until `endWorker`. */
export function keepWorker<T>(worker: Worker, proxy: T): T {
  kept.set(worker, proxy);
  return proxy;
}

/** Ends the worker, whatever it is at. */
export function endWorker(worker: Worker): void {
  kept.delete(worker);
  worker.terminate();
}
