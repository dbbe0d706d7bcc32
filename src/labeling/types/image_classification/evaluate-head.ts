/** The evaluation of a head: on the validation part, or out of fold where that is too small. */
import type { ClassificationEvaluation, Prediction } from "#core/training.ts";
import { evaluateClassifier } from "#ml/classification-metrics.ts";
import { bestOf, type OutOfFold } from "#ml/head-search.ts";
import { logits, softmax, type SoftmaxHead } from "#ml/softmax-head.ts";
import type { TrainingSet } from "./training-set.ts";

interface Evaluated {
  readonly set: TrainingSet;
  readonly rows: readonly Float32Array[];
  readonly head: SoftmaxHead;
  readonly found: OutOfFold;
}

export function evaluateHead({
  set,
  rows,
  head,
  found,
}: Evaluated): ClassificationEvaluation {
  const scored = set.samples.flatMap((sample, i): Prediction[] => {
    if (set.measuredOn === "validation" && sample.usage !== "EVAL") return [];
    const raw =
      set.measuredOn === "validation"
        ? logits(head, rows[i] as Float32Array)
        : (found.logits[i] as Float32Array);
    const { id: sampleId, hash, path } = sample;
    const scores = Array.from(softmax(raw, found.temperature));
    return [
      {
        sampleId,
        hash,
        path,
        truth: set.truths[i] ?? 0,
        predicted: bestOf(raw),
        scores,
      },
    ];
  });
  return evaluateClassifier(set.labels, scored, set.measuredOn);
}
