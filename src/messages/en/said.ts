/**
 * Sentences of readers of files, workers and the disk, which are no pages and know no locale: they
 * come with an id (a rule or a code, and details), by which a locale can word them. English takes
 * the sentence that comes along.
 */
import type { ErrorRecord } from "#core/errors.ts";
import type { Problem } from "#core/problems.ts";
import type { BackendName } from "#core/training.ts";

export const said = {
  error: ({ message }: ErrorRecord): string => message,
  problem: ({ message }: Problem): string => message,
  /** Why training computes as it does. */
  backend: (_name: BackendName, reason: string): string => reason,
  /** What happened while a model was trained, or a service ran. */
  event: (text: string): string => text,
  /** Why a model cannot be used. */
  model: (reason: string): string => reason,
};
