/** Lets messages in, now and then: a worker that never rests cannot be told to stop. */
export type Rest = () => Promise<void>;

const EVERY_MS = 40;

/** @returns resolves after waiting messages were taken in. @throws what the signal was aborted with. */
export function resting(signal: AbortSignal): Rest {
  let last = performance.now();
  return async () => {
    const now = performance.now();
    if (now - last < EVERY_MS) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal.throwIfAborted();
    last = performance.now();
  };
}
