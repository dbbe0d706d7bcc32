/** Which samples take part in training, and what is measured on which of them. */
import { AppError } from "#core/errors.ts";
import type { ClassificationEvaluation } from "#core/training.ts";
import type { TrainSample } from "#labeling/learning-contract.ts";

/** Below this a single validation part says little: the figures come from cross-validation instead. */
const MIN_VALIDATION = 100;

export interface TrainingSet {
  readonly labels: readonly string[];
  readonly samples: readonly TrainSample[];
  /** Index into `labels` of each sample. */
  readonly truths: readonly number[];
  readonly measuredOn: ClassificationEvaluation["measuredOn"];
}

/** @throws AppError('format') with fewer than two labels. */
export function trainingSet(
  samples: readonly TrainSample[],
  note: (text: string) => void,
): TrainingSet {
  const single = samples.filter(({ labels }) => labels.length === 1);
  const several = samples.filter(({ labels }) => labels.length > 1).length;
  if (several > 0)
    note(
      `${String(several)} samples with several labels were left out: a class is one label`,
    );
  const labels = [...new Set(single.flatMap((sample) => sample.labels))].sort();
  if (labels.length < 2)
    throw new AppError(
      "format",
      `Training needs at least 2 labels, there ${labels.length === 1 ? "is 1" : "are none"}`,
      { labels: labels.length },
    );
  const index = new Map(labels.map((label, i) => [label, i]));
  const validation = single.filter(({ usage }) => usage === "EVAL").length;
  return {
    labels,
    samples: single,
    truths: single.map((sample) => index.get(sample.labels[0] ?? "") ?? 0),
    measuredOn:
      validation >= MIN_VALIDATION ? "validation" : "cross_validation",
  };
}
