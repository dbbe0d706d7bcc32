import type { Prediction } from "#core/training.ts";
import type { ColoredWord } from "#ui/text/colored-parts.ts";

/** Where judged texts and their words come from. */
export interface TextsOf {
  /** Null when the sample was deleted. */
  readonly text: (prediction: Prediction) => Promise<string | null>;
  /** What spoke for the predicted label; null before the model is registered. */
  readonly words: (
    prediction: Prediction,
  ) => Promise<readonly ColoredWord[] | null>;
}
