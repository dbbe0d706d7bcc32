import type { Prediction } from "#core/training.ts";
import { reportError, toasts } from "#state/toasts.svelte.ts";

/** What spoke for the predicted label of one sample: found when it is asked for, gone when asked again. */
export class Explanation<T> {
  readonly #find: (prediction: Prediction) => Promise<T | null>;
  readonly #nothing: string;
  shown = $state.raw<T | null>(null);
  isWorking = $state(false);

  /** @param find null where the model cannot tell. @param nothing what is said then. */
  constructor(
    find: (prediction: Prediction) => Promise<T | null>,
    nothing: string,
  ) {
    this.#find = find;
    this.#nothing = nothing;
  }

  async toggle(prediction: Prediction): Promise<void> {
    if (this.shown || this.isWorking) {
      this.shown = null;
      return;
    }
    this.isWorking = true;
    try {
      this.shown = await this.#find(prediction);
      if (!this.shown) toasts.show({ text: this.#nothing });
    } catch (error) {
      reportError(error);
    } finally {
      this.isWorking = false;
    }
  }
}
