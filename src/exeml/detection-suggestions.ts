/** What to do about a detector's mistakes, as data; pages put it in words. Source: ExeML 3.10 (suggestions). */
import type { JudgedPicture } from "./judge-objects.ts";
import { missedIn, scoreFigures, type ErrorChoice } from "./score-figures.ts";

export interface SuggestedChoice extends ErrorChoice {
  readonly kind: (typeof KINDS)[number];
  readonly label: number;
}

export type DetectionSuggestion =
  | {
      readonly kind: "error";
      readonly choice: SuggestedChoice;
      readonly pictures: number;
    }
  | { readonly kind: "few"; readonly label: number; readonly objects: number };

/** Errors worth words: there is something to do about them. */
const KINDS = ["missed", "wrongLabel", "background", "poorBox"] as const;
const MOST = 4;
const MIN_PICTURES = 2;
/** Pictures with the error, of the pictures there are: fewer are chance. */
const MIN_SHARE = 0.05;
const FEW = 10;

const byKind = <T>(make: () => T): Record<SuggestedChoice["kind"], T> => ({
  missed: make(),
  wrongLabel: make(),
  background: make(),
  poorBox: make(),
});

/** Pictures with each kind of error in each label: one pass over the objects, as a slider asks at every step. */
function countPictures(
  judged: readonly JudgedPicture[],
  threshold: number,
): Record<SuggestedChoice["kind"], Map<number, number>> {
  const counts = byKind(() => new Map<number, number>());
  for (const one of judged) {
    const here = byKind(() => new Set<number>());
    for (const i of missedIn(one, threshold)) {
      const label = one.picture.truth[i]?.label;
      if (label !== undefined) here.missed.add(label);
    }
    for (const { found, verdict } of one.objects)
      if (found.score >= threshold && verdict in here)
        here[verdict as keyof typeof here].add(found.label);
    for (const kind of KINDS)
      for (const label of here[kind])
        counts[kind].set(label, (counts[kind].get(label) ?? 0) + 1);
  }
  return counts;
}

export function detectionSuggestions(
  judged: readonly JudgedPicture[],
  labels: number,
  threshold: number,
): DetectionSuggestion[] {
  const least = Math.max(MIN_PICTURES, MIN_SHARE * judged.length);
  const counts = countPictures(judged, threshold);
  const errors = Array.from({ length: labels }, (_, label) =>
    KINDS.map((kind) => {
      const pictures = counts[kind].get(label) ?? 0;
      return { kind: "error" as const, choice: { kind, label }, pictures };
    }),
  )
    .flat()
    .filter(({ pictures }) => pictures >= least)
    .sort((a, b) => b.pictures - a.pictures);
  const { perLabel } = scoreFigures(judged, labels, threshold);
  return [
    ...errors.slice(0, MOST),
    ...perLabel.flatMap(({ objects }, label) =>
      objects < FEW ? [{ kind: "few" as const, label, objects }] : [],
    ),
  ];
}
