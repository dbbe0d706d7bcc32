/** How good a classifier is. Source: ExeML 1.10 (standard formulas), 3.10. */
import type {
  ClassificationEvaluation,
  ClassMetrics,
  Prediction,
} from "#core/training.ts";
import { thinned } from "./thinned.ts";

/** The 95 % interval of a share (Wilson 1927). */
export function wilson(hits: number, count: number): readonly [number, number] {
  if (count === 0) return [0, 1];
  const z = 1.959964;
  const share = hits / count;
  const middle = share + (z * z) / (2 * count);
  const half =
    z *
    Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count));
  const scale = 1 + (z * z) / count;
  return [
    Math.max(0, (middle - half) / scale),
    Math.min(1, (middle + half) / scale),
  ];
}

const ratio = (part: number, whole: number): number | null =>
  whole === 0 ? null : part / whole;

function curveOf(
  predictions: readonly Prediction[],
  label: number,
): Pick<ClassMetrics, "curve" | "averagePrecision"> {
  const ranked = predictions
    .map(({ truth, scores }) => ({
      hit: truth === label,
      score: scores[label] ?? 0,
    }))
    .sort((a, b) => b.score - a.score);
  const positives = ranked.filter(({ hit }) => hit).length;
  if (positives === 0) return { curve: [], averagePrecision: null };
  const curve: { threshold: number; precision: number; recall: number }[] = [];
  let [found, area] = [0, 0];
  ranked.forEach(({ hit, score }, i) => {
    if (hit) {
      found += 1;
      area += found / (i + 1) / positives;
    }
    // One point per distinct score: ties cannot be told apart by a threshold.
    if (ranked[i + 1]?.score !== score)
      curve.push({
        threshold: score,
        precision: found / (i + 1),
        recall: found / positives,
      });
  });
  return { curve: thinned(curve), averagePrecision: area };
}

function classMetrics(
  labels: readonly string[],
  confusion: readonly (readonly number[])[],
  predictions: readonly Prediction[],
): ClassMetrics[] {
  return labels.map((label, c) => {
    const hits = confusion[c]?.[c] ?? 0;
    const samples = (confusion[c] ?? []).reduce((sum, n) => sum + n, 0);
    const predicted = confusion.reduce((sum, row) => sum + (row[c] ?? 0), 0);
    const precision = ratio(hits, predicted);
    const recall = ratio(hits, samples);
    const f1 = ratio(2 * hits, samples + predicted);
    return {
      label,
      samples,
      precision,
      recall,
      f1,
      ...curveOf(predictions, c),
    };
  });
}

const BINS = 10;

function reliability(
  predictions: readonly Prediction[],
): Pick<ClassificationEvaluation, "reliability" | "calibrationError"> {
  const bins = Array.from({ length: BINS }, () => ({
    confidence: 0,
    hits: 0,
    count: 0,
  }));
  for (const { scores, predicted, truth } of predictions) {
    const confidence = scores[predicted] ?? 0;
    const bin = bins[Math.min(BINS - 1, Math.floor(confidence * BINS))];
    if (!bin) continue;
    bin.confidence += confidence;
    bin.hits += predicted === truth ? 1 : 0;
    bin.count += 1;
  }
  const means = bins.map(({ confidence, hits, count }) => ({
    confidence: count === 0 ? 0 : confidence / count,
    accuracy: count === 0 ? 0 : hits / count,
    count,
  }));
  const error = means.reduce(
    (sum, bin) => sum + Math.abs(bin.confidence - bin.accuracy) * bin.count,
    0,
  );
  return {
    reliability: means,
    calibrationError: error / Math.max(1, predictions.length),
  };
}

/** Mean over the labels that occur; a label without a value counts as 0, as in scikit-learn. */
function macro(
  metrics: readonly ClassMetrics[],
  key: "precision" | "recall" | "f1",
): number {
  const present = metrics.filter(({ samples }) => samples > 0);
  return (
    present.reduce((sum, metric) => sum + (metric[key] ?? 0), 0) /
    Math.max(1, present.length)
  );
}

/** @param predictions of samples that the model did not learn from. */
export function evaluateClassifier(
  labels: readonly string[],
  predictions: readonly Prediction[],
  measuredOn: ClassificationEvaluation["measuredOn"],
): ClassificationEvaluation {
  const confusion = labels.map(() => new Array<number>(labels.length).fill(0));
  for (const { truth, predicted } of predictions) {
    const row = confusion[truth];
    if (row) row[predicted] = (row[predicted] ?? 0) + 1;
  }
  const hits = predictions.filter(
    ({ truth, predicted }) => truth === predicted,
  ).length;
  const perClass = classMetrics(labels, confusion, predictions);
  return {
    kind: "classification",
    labels,
    accuracy: hits / Math.max(1, predictions.length),
    accuracyInterval: wilson(hits, predictions.length),
    precision: macro(perClass, "precision"),
    recall: macro(perClass, "recall"),
    f1: macro(perClass, "f1"),
    perClass,
    confusion,
    ...reliability(predictions),
    predictions,
    measuredOn,
  };
}
