/** How well a model tells samples apart that it has not learned from. */
import type { ClassificationEvaluation } from "#core/training.ts";
import { evaluateClassifier } from "#ml/classification-metrics.ts";
import { bestOf } from "#ml/head-search.ts";
import { softmax } from "#ml/softmax-head.ts";
import type { TrainingSet } from "./training-set.ts";

/** Raw scores of one sample, one a label. */
export interface Scored {
  /** In `TrainingSet.samples`. */
  readonly place: number;
  readonly scores: Float32Array;
}

/**
 * @param temperature makes probabilities of the scores.
 * @throws RangeError when a place is outside of the set.
 */
export function judgeSamples(
  { labels, samples, truths, measuredOn }: TrainingSet,
  scored: readonly Scored[],
  temperature: number,
): ClassificationEvaluation {
  const predictions = scored.map(({ place, scores }) => {
    const sample = samples[place];
    if (!sample) throw new RangeError("No such sample");
    const { id: sampleId, hash, path } = sample;
    return {
      sampleId,
      hash,
      path,
      truth: truths[place] ?? 0,
      predicted: bestOf(scores),
      scores: Array.from(softmax(scores, temperature)),
    };
  });
  return evaluateClassifier(labels, predictions, measuredOn);
}
