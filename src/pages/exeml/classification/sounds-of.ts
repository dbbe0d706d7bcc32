import type { Prediction } from "#core/training.ts";

/** Where judged sounds come from. */
export interface SoundsOf {
  /** @throws AppError('storage') when the file is gone. */
  readonly file: (prediction: Prediction) => Promise<Blob>;
}
