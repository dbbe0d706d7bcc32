import type { BlobHash } from "#core/ids.ts";
import type { ClassificationEvaluation, Prediction } from "#core/training.ts";

/** An evaluation with as many predictions as its matrix counts. @param confusion rows = true labels. */
export function evaluationOf(
  confusion: readonly (readonly number[])[],
): ClassificationEvaluation {
  const labels = confusion.map((_, i) => `label ${String(i)}`);
  const predictions = confusion.flatMap((row, truth) =>
    row.flatMap((count, predicted) =>
      Array.from({ length: count }, (_, i): Prediction => {
        const id = `${String(truth)}-${String(predicted)}-${String(i)}`;
        const scores = labels.map((_, at) => (at === predicted ? 0.9 : 0.01));
        const hash = id as BlobHash;
        return {
          sampleId: id,
          hash,
          path: `${id}.jpg`,
          truth,
          predicted,
          scores,
        };
      }),
    ),
  );
  return {
    kind: "classification",
    labels,
    accuracy: 0.5,
    accuracyInterval: [0.4, 0.6],
    precision: 0.5,
    recall: 0.5,
    f1: 0.5,
    perClass: labels.map((label, i) => ({
      label,
      samples: (confusion[i] ?? []).reduce((sum, n) => sum + n, 0),
      precision: 0.75,
      recall: 0.6,
      f1: 0.667,
      curve: [
        { threshold: 0.9, precision: 1, recall: 0.2 },
        { threshold: 0.1, precision: 0.5, recall: 1 },
      ],
      averagePrecision: 0.7,
    })),
    confusion,
    reliability: [],
    calibrationError: 0,
    predictions,
    measuredOn: "validation",
  };
}

/** Pictures, whose thumbnails are not stored. */
export const judged = (confusion: readonly (readonly number[])[]) => ({
  evaluation: evaluationOf(confusion),
  heatOf: () => Promise.resolve(null),
  texts: null,
  sounds: null,
  labelHref: (label: number) => `#/labels/${String(label)}`,
});
