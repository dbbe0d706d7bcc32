/**
 * What users answer to jobs that wait for them. The question stands in the job's row, and so on the
 * screen, before a killed job is taken up again: an answer that comes before the job asks is kept for it.
 */
import { AppError } from "#core/errors.ts";
import type { JobId } from "#core/ids.ts";

const asking = new Map<JobId, (answer: unknown) => void>();
const early = new Map<JobId, unknown>();

export function giveAnswer(id: JobId, answer: unknown): void {
  const take = asking.get(id);
  if (take) take(answer);
  else early.set(id, answer);
}

/** Resolves with the answer, given already or yet to come. @throws AppError('cancelled') when the job is stopped. */
export function takeAnswer(id: JobId, signal: AbortSignal): Promise<unknown> {
  const answered = new Promise<unknown>((resolve, reject) => {
    const stopped = (): void => reject(new AppError("cancelled", "Stopped"));
    if (early.has(id)) resolve(early.get(id));
    else asking.set(id, resolve);
    if (signal.aborted) stopped();
    signal.addEventListener("abort", stopped, { once: true });
  });
  return answered.finally(() => forgetAnswer(id));
}

export function forgetAnswer(id: JobId): void {
  asking.delete(id);
  early.delete(id);
}
