/** What to do about a classifier's mistakes, as data; pages put it in words. Source: ExeML 3.10 (suggestions). */
import type { ClassificationEvaluation, Prediction } from "#core/training.ts";

export type Suggestion =
  | {
      readonly kind: "confused";
      readonly truth: number;
      readonly predicted: number;
      readonly count: number;
    }
  | { readonly kind: "weak"; readonly label: number; readonly f1: number }
  | { readonly kind: "few"; readonly label: number; readonly samples: number }
  | { readonly kind: "unsure"; readonly error: number };

const MOST_PAIRS = 3;
const MIN_PAIR = 2;
const WEAK_F1 = 0.6;
const FEW = 10;
const UNSURE = 0.1;

export function suggestions({
  confusion,
  perClass,
  calibrationError,
}: ClassificationEvaluation): Suggestion[] {
  const pairs = confusion.flatMap((row, truth) =>
    row.flatMap((count, predicted) =>
      predicted !== truth && count >= MIN_PAIR
        ? [{ kind: "confused" as const, truth, predicted, count }]
        : [],
    ),
  );
  pairs.sort((a, b) => b.count - a.count);
  return [
    ...pairs.slice(0, MOST_PAIRS),
    ...perClass.flatMap(({ f1 }, label) =>
      f1 !== null && f1 < WEAK_F1 ? [{ kind: "weak" as const, label, f1 }] : [],
    ),
    ...perClass.flatMap(({ samples }, label) =>
      samples < FEW ? [{ kind: "few" as const, label, samples }] : [],
    ),
    ...(calibrationError > UNSURE
      ? [{ kind: "unsure" as const, error: calibrationError }]
      : []),
  ];
}

/** Wrong predictions, the surest first: they teach most about labels and data. */
export function surestMistakes({
  predictions,
}: ClassificationEvaluation): Prediction[] {
  const confidence = ({ scores, predicted }: Prediction): number =>
    scores[predicted] ?? 0;
  return predictions
    .filter(({ truth, predicted }) => truth !== predicted)
    .sort((a, b) => confidence(b) - confidence(a));
}
