/** What to do about a detector's mistakes, as data; pages put it in words. Source: ExeML 3.10 (suggestions). */
import type { JudgedPicture } from "./judge-objects.ts";
import {
  picturesWith,
  scoreFigures,
  type ErrorChoice,
} from "./score-figures.ts";

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

export function detectionSuggestions(
  judged: readonly JudgedPicture[],
  labels: number,
  threshold: number,
): DetectionSuggestion[] {
  const least = Math.max(MIN_PICTURES, MIN_SHARE * judged.length);
  const errors = Array.from({ length: labels }, (_, label) =>
    KINDS.map((kind) => {
      const choice = { kind, label };
      const pictures = picturesWith(judged, choice, threshold).length;
      return { kind: "error" as const, choice, pictures };
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
